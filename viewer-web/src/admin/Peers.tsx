import { useMutation } from '@tanstack/react-query';
import { gateway } from '../api/gateway';
import type { GatewayStatus } from '../api/types';
import { useText } from '../i18n';
import { Reason } from '../ui/Reason';
import { CheckIcon, CrossIcon } from '../ui/icons';
import { useErrorText } from '../ui/states';

type Peer = GatewayStatus['dicomPeers'][number];

/** The DICOM nodes of the configuration, each with a C-ECHO that says what to do when it fails. */
export function Peers({ peers }: { peers: Peer[] }) {
  const t = useText();
  return (
    <section className="card">
      <h2>{t('status.peers')}</h2>
      {peers.length === 0 && <p className="muted">{t('status.noPeers')}</p>}
      <ul className="peers">
        {peers.map((peer) => (
          <PeerRow key={peer.aeTitle} peer={peer} />
        ))}
      </ul>
    </section>
  );
}

function PeerRow({ peer }: { peer: Peer }) {
  const t = useText();
  const errorText = useErrorText();
  const echo = useMutation({ mutationFn: () => gateway.echo(peer.aeTitle) });
  return (
    <li>
      <strong>{peer.aeTitle}</strong>
      <span className="muted">
        {peer.host}:{peer.port}
      </span>
      <button type="button" className="button" disabled={echo.isPending} aria-label={t('status.echoOf', { aeTitle: peer.aeTitle })} onClick={() => echo.mutate()}>
        {echo.isPending ? t('status.echoing') : t('status.echo')}
      </button>
      <p role="status" className="echo-answer">
        {echo.data && (
          <span className={echo.data.ok ? 'good' : 'bad'}>
            {echo.data.ok ? <CheckIcon /> : <CrossIcon />}
            {echo.data.ok ? t('status.echoOk') : t('status.echoFailed')}
          </span>
        )}
        {echo.data && !echo.data.ok && <Reason text={echo.data.message} />}
        {echo.error && <span className="bad">{errorText(echo.error)}</span>}
      </p>
    </li>
  );
}
