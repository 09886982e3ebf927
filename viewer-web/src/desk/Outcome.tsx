import { useState } from 'react';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { NoteDialog } from './NoteDialog';

/** What became of the patient: told by those who asked, read by those who answered (Circular 49/2017, Article 3(2)). */
export function Outcome({ c }: { c: CaseDetail }) {
  const t = useText();
  const { user } = useSession();
  const [writing, setWriting] = useState(false);
  const told = c.notes.filter(({ kind }) => kind === 'OUTCOME');
  const mayTell = c.role === 'REQUESTING' && c.signed && user.roles.includes('REQUESTING_DOCTOR');
  if (told.length === 0 && !mayTell) return null;
  return (
    <section className="card" data-outcome>
      <h2>{t('outcome.title')}</h2>
      {told.map((note) => (
        <div key={note.noteId}>
          <p className="prose">{note.text}</p>
          <p className="sub">
            {note.authorName} · {formatDateTime(note.at)}
          </p>
        </div>
      ))}
      {told.length === 0 && <p className="muted">{t('outcome.none')}</p>}
      {mayTell && (
        <div>
          <button type="button" className="button" data-tell onClick={() => setWriting(true)}>
            {t('outcome.tell')}
          </button>
        </div>
      )}
      {writing && (
        <NoteDialog
          caseId={c.caseId}
          kind="OUTCOME"
          title={t('outcome.title')}
          explanation={t('outcome.text', { site: c.consultingSite.name })}
          label={t('outcome.label')}
          submit={t('outcome.send')}
          onClose={() => setWriting(false)}
        />
      )}
    </section>
  );
}
