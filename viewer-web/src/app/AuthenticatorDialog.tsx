import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { gateway } from '../api/gateway';
import { ApiError } from '../api/http';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { useErrorText } from '../ui/states';
import { QrCode } from './QrCode';
import { SESSION, useSession } from './session';
import './authenticator.css';

/** A person's own authenticator app: its codes sign in the password's place. */
export default function AuthenticatorDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const { authenticator } = useSession();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const change = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
      await client.invalidateQueries({ queryKey: SESSION });
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Modal title={t('authenticator.title')} onClose={onClose} busy={busy}>
      <p>{t(authenticator ? 'authenticator.isOn' : 'authenticator.explained')}</p>
      {authenticator ? (
        <>
          <Fault of={failure} />
          <div className="actions">
            <button type="button" className="button danger" data-remove-authenticator disabled={busy} onClick={() => void change(gateway.removeAuthenticator)}>
              {t('authenticator.remove')}
            </button>
          </div>
        </>
      ) : (
        <SetUp busy={busy} failure={failure} onAdd={(given) => void change(() => gateway.addAuthenticator(given))} />
      )}
    </Modal>
  );
}

interface SetUpProps {
  busy: boolean;
  failure: unknown;
  onAdd: (given: { secret: string; code: string; password: string }) => void;
}

function SetUp({ busy, failure, onAdd }: SetUpProps) {
  const t = useText();
  const fault = useId();
  const { data, error } = useQuery({ queryKey: ['authenticator-offer'], queryFn: gateway.offerAuthenticator, staleTime: Infinity, gcTime: 0 });
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? '').trim();
    if (data) onAdd({ secret: data.secret, code: typed('authenticator-code'), password: String(form.get('authenticator-password')) });
  };
  if (!data) return <Fault of={error} />;
  return (
    <form className="note-form" onSubmit={send}>
      <div className="authenticator-offer">
        <QrCode text={data.uri} label={t('authenticator.qr')} />
        <div>
          <p>{t('authenticator.scan')}</p>
          <p>
            <a href={data.uri}>{t('authenticator.openApp')}</a> {t('authenticator.orType')}
          </p>
          <p className="authenticator-secret" data-secret={data.secret}>
            {data.secret.match(/.{4}/g)?.join(' ')}
          </p>
        </div>
      </div>
      <label className="field">
        {t('authenticator.code')}
        <input name="authenticator-code" inputMode="numeric" pattern="[0-9]{6}" maxLength={6} autoComplete="one-time-code" required autoFocus aria-describedby={fault} />
      </label>
      <label className="field">
        {t('authenticator.password')}
        <input name="authenticator-password" type="password" autoComplete="current-password" required aria-describedby={fault} />
      </label>
      <Fault id={fault} of={failure} />
      <div className="actions">
        <button type="submit" className="button primary" disabled={busy}>
          {t('authenticator.add')}
        </button>
      </div>
    </form>
  );
}

function Fault({ of, id }: { of: unknown; id?: string }) {
  const t = useText();
  const otherwise = useErrorText();
  const code = of instanceof ApiError ? of.code : undefined;
  const words = code === 'BAD_CREDENTIALS' ? t('report.wrongPassword') : code === 'INVALID_FIELD' ? t('authenticator.wrongCode') : of ? otherwise(of) : '';
  return (
    <p id={id} className="field-error" role="alert">
      {words}
    </p>
  );
}
