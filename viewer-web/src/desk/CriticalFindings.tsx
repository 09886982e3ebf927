import { useId, type SubmitEvent } from 'react';
import type { CaseDetail, Note } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { CheckIcon, WarningIcon } from '../ui/icons';
import { useErrorText } from '../ui/states';
import { useNote } from './useNote';
import './desk.css';

/** What was found that could not wait, and whether a doctor at the requesting site has read it. */
export function CriticalFindings({ c }: { c: CaseDetail }) {
  return c.notes
    .filter(({ kind }) => kind === 'CRITICAL_FINDING')
    .map((finding) => (
      <Finding
        key={finding.noteId}
        c={c}
        finding={finding}
        answer={c.notes.find(({ kind, about }) => kind === 'CRITICAL_ACKNOWLEDGED' && about === finding.noteId)}
      />
    ));
}

function Finding({ c, finding, answer }: { c: CaseDetail; finding: Note; answer: Note | undefined }) {
  const t = useText();
  const { user } = useSession();
  const mayAnswer = c.role === 'REQUESTING' && user.roles.includes('REQUESTING_DOCTOR');
  return (
    <section className={answer ? 'notice finding' : 'notice danger finding'} data-finding={answer ? 'answered' : 'open'}>
      <h2>
        <WarningIcon />
        {t('critical.title')}
      </h2>
      <p className="prose finding-text">{finding.text}</p>
      <p className="sub">{t('critical.sent', { at: formatDateTime(finding.at), name: finding.authorName })}</p>
      {answer && (
        <p className="finding-answer">
          <CheckIcon />
          <span>
            {t('critical.answered', { at: formatDateTime(answer.at), name: answer.authorName })}
            {answer.text && <span className="prose">{answer.text}</span>}
          </span>
        </p>
      )}
      {!answer && mayAnswer && <Acknowledge caseId={c.caseId} noteId={finding.noteId} />}
      {!answer && !mayAnswer && <p>{t('critical.unanswered')}</p>}
    </section>
  );
}

function Acknowledge({ caseId, noteId }: { caseId: string; noteId: string }) {
  const t = useText();
  const errorText = useErrorText();
  const id = useId();
  const note = useNote(caseId);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('answer')).trim();
    note.mutate({ kind: 'CRITICAL_ACKNOWLEDGED', about: noteId, text });
  };
  return (
    <form className="finding-form" onSubmit={send}>
      <label htmlFor={id}>{t('critical.reply')}</label>
      <input id={id} name="answer" maxLength={2000} />
      <button type="submit" className="button primary" data-acknowledge disabled={note.isPending}>
        {note.isPending ? t('critical.acknowledging') : t('critical.acknowledge')}
      </button>
      {note.error && (
        <p className="field-error" role="alert">
          {errorText(note.error)}
        </p>
      )}
    </form>
  );
}
