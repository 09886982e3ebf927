import { useState } from 'react';
import { addendumPdfUrl } from '../api/gateway';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { LinkedText } from '../report/LinkedText';
import { formatDateTime } from '../ui/clock';
import { DocumentIcon } from '../ui/icons';
import { NoteDialog } from './NoteDialog';

/** What was added to a signed result, below it, each with its own signature; and the way to add more. */
export function Addenda({ c }: { c: CaseDetail }) {
  const t = useText();
  const { user } = useSession();
  const [writing, setWriting] = useState(false);
  const mayAdd = c.role === 'CONSULTING' && user.roles.includes('RADIOLOGIST');
  return (
    <>
      {c.notes
        .filter(({ kind }) => kind === 'ADDENDUM')
        .map((note, i) => (
          <section key={note.noteId} className="addendum" data-addendum>
            <h3>{t('report.addendumNumber', { number: i + 1 })}</h3>
            <p className="prose">
              <LinkedText text={note.text} />
            </p>
            <p className="sub">
              {t('report.signedBy', { name: note.authorName, at: formatDateTime(note.at) })}{' '}
              {c.state === 'CLOSED' && (
                <a href={addendumPdfUrl(c.caseId, note.noteId)} target="_blank" rel="noreferrer">
                  {t('report.pdf')}
                </a>
              )}
            </p>
          </section>
        ))}
      {mayAdd && (
        <button type="button" className="button" data-add onClick={() => setWriting(true)}>
          <DocumentIcon />
          {t('report.add')}
        </button>
      )}
      {writing && (
        <NoteDialog
          caseId={c.caseId}
          kind="ADDENDUM"
          title={t('report.addTitle')}
          explanation={t('report.addText', { site: c.requestingSite.name })}
          label={t('report.addendum')}
          submit={t('report.signSubmit')}
          password
          onClose={() => setWriting(false)}
        />
      )}
    </>
  );
}
