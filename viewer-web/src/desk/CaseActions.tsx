import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { isToBeRead } from '../casefile/steps';
import { useText } from '../i18n';
import { WarningIcon } from '../ui/icons';
import { useErrorText } from '../ui/states';
import { HandOverDialog } from './HandOverDialog';
import { NoteDialog } from './NoteDialog';
import { useNote } from './useNote';
import './desk.css';

type Opened = 'HAND_OVER' | 'DECLINE' | 'CRITICAL' | null;

/** What a radiologist does about a case besides writing: take it, give it away, decline it, warn. */
export function CaseActions({ c }: { c: CaseDetail }) {
  const t = useText();
  const navigate = useNavigate();
  const { user } = useSession();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const readable = isToBeRead(c);
  if (c.role !== 'CONSULTING' || !user.roles.includes('RADIOLOGIST') || c.state === 'DECLINED') return null;
  return (
    <section className="case-actions" aria-label={t('desk.more')}>
      {readable && <Taking c={c} />}
      {readable && (
        <div className="case-actions-row">
          <button type="button" className="button quiet" onClick={() => setOpened('HAND_OVER')}>
            {t('desk.handOver')}
          </button>
          {!c.signed && (
            <button type="button" className="button quiet" onClick={() => setOpened('DECLINE')}>
              {t('desk.decline')}
            </button>
          )}
        </div>
      )}
      <button type="button" className="button critical" data-critical onClick={() => setOpened('CRITICAL')}>
        <WarningIcon />
        {t('critical.flag')}
      </button>
      {opened === 'HAND_OVER' && <HandOverDialog caseId={c.caseId} onClose={close} />}
      {opened === 'CRITICAL' && (
        <NoteDialog
          caseId={c.caseId}
          kind="CRITICAL_FINDING"
          title={t('critical.flagTitle')}
          explanation={t('critical.flagText', { site: c.requestingSite.name })}
          label={t('critical.what')}
          submit={t('critical.send')}
          danger
          onClose={close}
        />
      )}
      {opened === 'DECLINE' && (
        <NoteDialog
          caseId={c.caseId}
          kind="DECLINED"
          title={t('desk.declineTitle')}
          explanation={t('desk.declineText', { site: c.requestingSite.name })}
          label={t('desk.why')}
          submit={t('desk.declineSubmit')}
          danger
          onClose={() => {
            close();
            void navigate('/reading');
          }}
        />
      )}
    </section>
  );
}

function Taking({ c }: { c: CaseDetail }) {
  const t = useText();
  const errorText = useErrorText();
  const { user } = useSession();
  const note = useNote(c.caseId);
  const mine = c.assignedTo?.username === user.username;
  const said = !c.assignedTo ? t('desk.nobody') : mine ? t('desk.mine') : t('desk.taken', { name: c.assignedTo.displayName });
  const take = () => note.mutate({ kind: 'ACCEPTED', takeOver: Boolean(c.assignedTo) });
  return (
    <div className="case-actions-row">
      <span className="taking" role="status">
        {said}
      </span>
      {!mine && (
        <button type="button" className="button" data-take disabled={note.isPending} onClick={take}>
          {c.assignedTo ? t('desk.takeOver') : t('desk.take')}
        </button>
      )}
      {mine && (
        <button type="button" className="button quiet" disabled={note.isPending} onClick={() => note.mutate({ kind: 'RELEASED' })}>
          {t('desk.release')}
        </button>
      )}
      {note.error && (
        <p className="field-error" role="alert">
          {errorText(note.error)}
        </p>
      )}
    </div>
  );
}
