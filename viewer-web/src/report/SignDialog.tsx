import { useRef, useState, type SubmitEvent } from 'react';
import { ApiError } from '../api/http';
import type { ReadingTexts } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { useErrorText } from '../ui/states';

interface Props {
  texts: ReadingTexts;
  siteName: string;
  onSign: (password: string) => Promise<void>;
  onClose: () => void;
}

/** Shows once more what will be signed, and asks for the password: a signature is never one slip of the mouse. */
export default function SignDialog({ texts, siteName, onSign, onClose }: Props) {
  const t = useText();
  const { authenticator } = useSession();
  const failureText = useSignFailure(authenticator);
  const password = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await onSign(password.current?.value ?? '');
    } catch (error) {
      setFailure(error);
      setBusy(false);
      password.current?.select();
    }
  };

  return (
    <Modal title={t('report.signTitle')} onClose={onClose} busy={busy}>
      <p>{t('report.signText', { site: siteName })}</p>
      <div className="sign-preview" role="group" aria-label={t('report.preview')} tabIndex={0}>
        {(['description', 'conclusion', 'recommendation'] as const).map(
          (part) =>
            texts[part].trim() && (
              <div key={part}>
                <h3>{t(`report.${part}`)}</h3>
                <p className="prose">{texts[part]}</p>
              </div>
            ),
        )}
      </div>
      <form className="sign-form" onSubmit={(event) => void submit(event)}>
        <label className="field">
          {t(authenticator ? 'report.signPasswordOrCode' : 'report.signPassword')}
          <input
            ref={password}
            name="sign-password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
            aria-invalid={failure !== null || undefined}
            aria-describedby="sign-failure"
          />
        </label>
        <p id="sign-failure" className="field-error" role="alert">
          {failure !== null && failureText(failure)}
        </p>
        <div className="actions">
          <button type="button" className="button" onClick={onClose} disabled={busy}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? t('report.signing') : t('report.signSubmit')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function useSignFailure(authenticator: boolean): (error: unknown) => string {
  const t = useText();
  const otherwise = useErrorText();
  return (error) => {
    switch (error instanceof ApiError ? error.code : undefined) {
      case 'BAD_CREDENTIALS':
        return t(authenticator ? 'report.wrongPasswordOrCode' : 'report.wrongPassword');
      case 'FORBIDDEN':
        return t('report.notAllowed');
      case 'DRAFT_CHANGED':
        return t('report.changed');
      case 'CONCLUSION_EMPTY':
        return t('report.emptyConclusion');
      default:
        return otherwise(error);
    }
  };
}
