import { useQuery } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { gateway } from '../api/gateway';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { useErrorText } from '../ui/states';
import { useNote } from './useNote';

/** Gives a case to another radiologist of this site. */
export function HandOverDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const { user } = useSession();
  const note = useNote(caseId);
  const { data } = useQuery({ queryKey: ['radiologists'], queryFn: gateway.radiologists });
  const others = data?.people.filter(({ username }) => username !== user.username) ?? [];
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const about = String(new FormData(event.currentTarget).get('hand-over-to'));
    note.mutate({ kind: 'HANDED_OVER', about, takeOver: true }, { onSuccess: onClose });
  };
  return (
    <Modal title={t('desk.handOverTitle')} onClose={onClose} busy={note.isPending}>
      <form className="note-form" onSubmit={send}>
        <label className="field">
          {t('desk.to')}
          <select name="hand-over-to" autoFocus>
            {others.map(({ username, displayName }) => (
              <option key={username} value={username}>
                {displayName}
              </option>
            ))}
          </select>
        </label>
        {data && others.length === 0 && <p className="muted">{t('desk.nobodyElse')}</p>}
        <p className="field-error" role="alert">
          {note.error && errorText(note.error)}
        </p>
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            {t('app.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={note.isPending || others.length === 0}>
            {t('desk.handOverSubmit')}
          </button>
        </div>
      </form>
    </Modal>
  );
}
