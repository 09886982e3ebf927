import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { gateway } from '../api/gateway';
import type { CaseDetail } from '../api/types';
import { usePollMs } from '../app/live';
import { useRoles } from '../app/session';
import { Addenda } from '../desk/Addenda';
import { CriticalFindings } from '../desk/CriticalFindings';
import { Outcome } from '../desk/Outcome';
import { useText } from '../i18n';
import { ResultText } from '../report/ResultText';
import { formatDate, formatDateTime, formatDay, formatTime } from '../ui/clock';
import { useNow } from '../ui/now';
import { displayName } from '../ui/person';
import { Reason } from '../ui/Reason';
import { Failure, Loading } from '../ui/states';
import { DeadlineCell } from '../worklist/DeadlineCell';
import { PriorityBadge, StateLabel, useSexAndAge } from '../worklist/labels';
import { Ledger } from './Ledger';
import { Progress } from './Progress';
import { isToBeRead } from './steps';
import './casefile.css';

const MOVING_POLL_MS = 2000;
const MOVING: ReadonlySet<string> = new Set(['REQUESTED', 'FETCHING', 'PREPARING', 'SENDING', 'RETURNING', 'SEALING']);

/** One case for whoever asked or answered: how far it is, what was asked, the result, and where everything is kept. */
export default function CasePage() {
  const { caseId = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => gateway.case(caseId, signal),
    refetchInterval: useProgressPoll(caseId),
  });
  if (data) return <CaseFile c={data} />;
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
}

/** Images on their way are no event of the case: while they move, the page looks for itself. */
function useProgressPoll(caseId: string): number {
  const calm = usePollMs();
  const state = useQueryClient().getQueryData<CaseDetail>(['case', caseId])?.state;
  return state && MOVING.has(state) ? MOVING_POLL_MS : calm;
}

function CaseFile({ c }: { c: CaseDetail }) {
  const t = useText();
  return (
    <div className="page case-file">
      <title>{`${displayName(c.patientName)} · ${t('app.name')}`}</title>
      <CaseHead c={c} />
      <CriticalFindings c={c} />
      {c.state === 'NEEDS_ATTENTION' && <Attention c={c} />}
      {c.state === 'DECLINED' && <Declined c={c} />}
      <section className="card" aria-label={t('casefile.progress')}>
        <Progress c={c} />
      </section>
      <div className="case-columns">
        <section className="card">
          <h2>{t('casefile.order')}</h2>
          <OrderFacts c={c} />
        </section>
        <section className="card">
          {c.result?.signedAt ? (
            <>
              <ResultText caseId={c.caseId} result={c.result} />
              <Addenda c={c} />
            </>
          ) : (
            <>
              <h2>{t('casefile.result')}</h2>
              <p className="muted">{t('casefile.noResult')}</p>
            </>
          )}
          {c.hisAcknowledgedAt && (
            <p className="sub">{t('casefile.his', { at: formatDateTime(c.hisAcknowledgedAt) })}</p>
          )}
        </section>
      </div>
      <Outcome c={c} />
      <Ledger c={c} />
      <History c={c} />
    </div>
  );
}

function CaseHead({ c }: { c: CaseDetail }) {
  const t = useText();
  const now = useNow(15_000);
  const sexAndAge = useSexAndAge();
  const reads = isToBeRead(c);
  return (
    <div className="case-head">
      <div>
        <h1>{displayName(c.patientName)}</h1>
        <p className="muted case-head-line">
          <PriorityBadge priority={c.priority} />
          <span>{sexAndAge(c.patientSex, c.patientBirthDate, now)}</span>
          {c.patientBirthDate && <span>{formatDay(c.patientBirthDate)}</span>}
          <span>{c.patientID}</span>
        </p>
      </div>
      <div className="case-head-end">
        <StateLabel state={c.state} />
        {!c.signed && <DeadlineCell c={c} now={now} />}
        {c.studies.length > 0 && (
          <Link className={reads ? 'button primary' : 'button'} to={`/reading/${c.caseId}`}>
            {reads ? t('casefile.read') : t('casefile.view')}
          </Link>
        )}
      </div>
    </div>
  );
}

function Attention({ c }: { c: CaseDetail }) {
  const t = useText();
  const client = useQueryClient();
  const roles = useRoles();
  const picks = roles.has('REQUESTING_DOCTOR') || roles.has('PACS_ADMINISTRATOR');
  const retry = useMutation({
    mutationFn: () => gateway.retry(c.caseId),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', c.caseId] }),
  });
  return (
    <div className="notice warning attention" role="alert">
      <div>
        <strong>{t('casefile.attention')}</strong>
        <p>
          <Reason text={c.reason} />
        </p>
      </div>
      <div className="actions">
        {c.lacksStudy && picks && (
          <Link className="button primary" to={`/cases/${c.caseId}/study`} state={{ patientID: c.patientID }} data-choose-study>
            {t('casefile.chooseStudy')}
          </Link>
        )}
        <button type="button" className="button" disabled={retry.isPending} onClick={() => retry.mutate()}>
          {retry.isPending ? t('casefile.retrying') : t('casefile.retry')}
        </button>
      </div>
    </div>
  );
}

/** Why nobody reads the case, and the way to somebody who may. */
function Declined({ c }: { c: CaseDetail }) {
  const t = useText();
  const why = c.notes.findLast(({ kind }) => kind === 'DECLINED');
  return (
    <div className="notice warning attention">
      <div>
        <strong>{t('desk.declined')}</strong>
        <p className="prose">{why?.text}</p>
        <p className="sub">{why && `${why.authorName} · ${formatDateTime(why.at)}`}</p>
      </div>
      {c.role === 'REQUESTING' && (
        <Link className="button" to="/requests/new" state={{ patientID: c.patientID }}>
          {t('desk.askAnother')}
        </Link>
      )}
    </div>
  );
}

function OrderFacts({ c }: { c: CaseDetail }) {
  const t = useText();
  const facts: [string, string][] = [
    [t('casefile.study'), [c.requestedProcedure, c.modalities.join(' ')].filter(Boolean).join(' · ')],
    [t('casefile.accession'), c.accessionNumber],
    [t('casefile.placer'), c.order.placerOrderNumber],
    [t('casefile.from'), [c.requestingSite.name, c.order.requestingPhysician].filter(Boolean).join(' · ')],
    [t('casefile.to'), c.consultingSite.name],
    [t('casefile.due'), formatDateTime(c.deadline)],
  ];
  return (
    <>
      <div>
        <h3>{t('casefile.question')}</h3>
        <p className="prose">{c.order.reasonForStudy || t('report.none')}</p>
      </div>
      {c.order.relevantClinicalInformation && (
        <div>
          <h3>{t('casefile.history')}</h3>
          <p className="prose">{c.order.relevantClinicalInformation}</p>
        </div>
      )}
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}

/** What the gateways did and what people said, in one line of time. */
function History({ c }: { c: CaseDetail }) {
  const t = useText();
  const moves = c.history.map(({ at, state, reason }) => ({
    at,
    what: <StateLabel state={state} />,
    more: <Reason text={reason} />,
  }));
  const said = c.notes.map(({ at, kind, authorName, text }) => ({
    at,
    what: `${t(`note.${kind}`)} · ${authorName}`,
    more: kind === 'HANDED_OVER' ? `→ ${text}` : '',
  }));
  const all = [...moves, ...said].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <section className="card">
      <h2>{t('casefile.log')}</h2>
      <ol className="history">
        {all.map(({ at, what, more }, i) => (
          <li key={i}>
            <time dateTime={at}>
              {formatTime(at)} <span className="muted">{formatDate(at)}</span>
            </time>
            <span>
              {what}
              {more && <span className="sub">{more}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
