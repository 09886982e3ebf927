import type { LinkCapsOf, LinkStatus } from '../api/types';
import { formatBytes, formatCount } from '../admin/quantity';
import '../admin/status.css';
import { useLanguage, useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { Reason } from '../ui/Reason';
import { CapsOf } from './CapsOf';
import { Parcels } from './Parcels';
import { formatRate } from './quantities';

/** One link: whether it stands, what it carries and how fast, what is wrong in words. */
export function LinkCard({ link, caps, zone }: { link: LinkStatus; caps: LinkCapsOf | undefined; zone: string }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className="card" data-link={link.peerSiteId}>
      <h2>
        <span className={link.connected ? 'light on' : 'light off'} aria-hidden="true" />
        {link.peerSiteId}
      </h2>
      <p className="muted">
        {link.connected ? t('status.connected') : t('status.disconnected')}
        {link.since && ` ${t('status.since', { at: formatDateTime(link.since) })}`}
        {link.connected && ` · ${t('lines.connections', { count: link.connections })}`}
      </p>
      {link.lastError && (
        <p className="last-error">
          {t('status.lastError')}: <Reason text={link.lastError} />
        </p>
      )}
      <dl className="numbers">
        <Figure name={t('lines.queued')} alarm={link.queuedParcels > 0 && !link.connected}>
          {formatCount(link.queuedParcels, language)}
        </Figure>
        <Rate name={t('lines.sending')} bytes={link.sendingRate} cap={link.sendingCap} />
        <Rate name={t('lines.receiving')} bytes={link.receivingRate} cap={link.receivingCap} />
        <Figure name={t('lines.roundTrip')}>{link.roundTripMillis == null ? '–' : `${formatCount(link.roundTripMillis, language)} ms`}</Figure>
        <Figure name={t('lines.sent')}>{formatBytes(link.sentBytes, language)}</Figure>
        <Figure name={t('lines.received')}>{formatBytes(link.receivedBytes, language)}</Figure>
      </dl>
      <Parcels parcels={link.parcels} />
      {caps && <CapsOf caps={caps} name={link.peerSiteId} zone={zone} />}
    </section>
  );
}

function Figure({ name, alarm, children }: { name: string; alarm?: boolean; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-alarm={alarm}>{children}</dd>
    </div>
  );
}

function Rate({ name, bytes, cap }: { name: string; bytes: number; cap: number }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatRate(bytes * 8, language)}</dd>
      {cap > 0 && <dd className="cap-now">{t('lines.capped', { rate: formatRate(cap * 8, language) })}</dd>}
    </div>
  );
}
