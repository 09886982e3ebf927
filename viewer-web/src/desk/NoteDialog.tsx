import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import type { NoteKind } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { useErrorText } from '../ui/states';
import { useNote } from './useNote';

interface Props {
  caseId: string;
  kind: NoteKind;
  title: string;
  /** What it will do, in words. */
  explanation: string;
  /** Names the text. */
  label: string;
  submit: string;
  danger?: boolean;
  /** Asks for the password again: the words become a signed document. */
  password?: boolean;
  children?: ReactNode;
  onClose: () => void;
}

/** Asks for words about a case, says what they will do, and stays open until the gateway has them. */
export function NoteDialog({ caseId, kind, title, explanation, label, submit, danger, password, children, onClose }: Props) {
  const t = useText();
  const { authenticator } = useSession();
  const errorText = useErrorText();
  const fault = useId();
  const note = useNote(caseId);
  const [missing, setMissing] = useState(false);

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = String(form.get('note-text') ?? '').trim();
    setMissing(text === '');
    if (text === '') return event.currentTarget.querySelector('textarea')?.focus();
    const secret = password ? { password: String(form.get('note-password')) } : {};
    note.mutate({ kind, text, ...secret }, { onSuccess: onClose });
  };
  return (
    <Modal title={title} onClose={onClose} busy={note.isPending}>
      <p>{explanation}</p>
      {children}
      <form className="note-form" onSubmit={send} noValidate>
        <label className="field">
          {label}
          <textarea name="note-text" rows={4} lang="vi" autoFocus aria-invalid={missing || undefined} aria-describedby={fault} />
        </label>
        {password && (
          <label className="field">
            {t(authenticator ? 'report.signPasswordOrCode' : 'report.signPassword')}
            <input name="note-password" type="password" autoComplete="current-password" />
          </label>
        )}
        <p id={fault} className="field-error" role="alert">
          {missing ? t('desk.needText') : note.error && errorText(note.error)}
        </p>
        <div className="actions">
          <button type="button" className="button" onClick={onClose} disabled={note.isPending}>
            {t('app.cancel')}
          </button>
          <button type="submit" className={danger ? 'button danger' : 'button primary'} disabled={note.isPending}>
            {submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
