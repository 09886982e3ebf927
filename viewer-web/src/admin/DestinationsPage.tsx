import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { gateway } from '../api/gateway';
import type { DestinationWork } from '../api/types';
import { useLanguage, useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { Reason } from '../ui/Reason';
import { Failure, Loading, useErrorText } from '../ui/states';
import { AdminNav } from './AdminNav';
import { formatCount } from './quantity';
import './admin.css';
import './destinations.css';
import './status.css';

const POLL_MS = 5000;

/** Sites without Liên Viện: what is proved to be there, what is on its way and why not yet, a study sent by hand. */
export default function DestinationsPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['destinations'],
    queryFn: ({ signal }) => gateway.destinations(signal),
    refetchInterval: POLL_MS,
  });
  return (
    <div className="page">
      <title>{`${t('admin.destinations')} · ${t('app.name')}`}</title>
      <AdminNav />
      <h1>{t('admin.destinations')}</h1>
      <p className="muted">{t('destinations.what')}</p>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.destinations.length === 0 && <p>{t('destinations.none')}</p>}
      {data?.destinations.map((work) => (
        <DestinationCard key={work.destination.name} work={work} />
      ))}
      {data && data.destinations.length > 0 && <SendStudy names={data.destinations.map((work) => work.destination.name)} />}
    </div>
  );
}

function DestinationCard({ work: { destination, sending } }: { work: DestinationWork }) {
  const t = useText();
  const language = useLanguage();
  const numbers = [
    { name: t('destinations.studies'), value: formatCount(destination.studies, language) },
    { name: t('destinations.objects'), value: formatCount(destination.objects, language) },
    { name: t('destinations.lastAt'), value: destination.lastAt ? formatDateTime(destination.lastAt) : t('destinations.never') },
  ];
  return (
    <section className="card destination" data-destination={destination.name}>
      <h2>{destination.name}</h2>
      <p className="muted">
        {t(`destinations.protocol.${destination.protocol}`)} · <span className="mono">{destination.address}</span>
        {!destination.tls && <strong className="bad"> · {t('destinations.plain')}</strong>}
      </p>
      <dl className="numbers small">
        {numbers.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sending.length > 0 && <h3>{t('destinations.waiting')}</h3>}
      <ul className="sending">
        {sending.map(({ job, studyInstanceUID }) => (
          <li key={job.jobId}>
            <span className="mono">{studyInstanceUID}</span>
            <span data-job={job.state}>
              {t(`status.jobStates.${job.state}`)} · {t('destinations.attempts', { count: job.attempts })}
            </span>
            <Reason text={job.lastError} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SendStudy({ names }: { names: string[] }) {
  const t = useText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: ({ name, study }: { name: string; study: string }) => gateway.sendStudy(name, study),
    onSuccess: () => client.invalidateQueries({ queryKey: ['destinations'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const study = String(form.get('studyInstanceUID')).trim();
    if (study) send.mutate({ name: String(form.get('name')), study });
  };
  return (
    <section className="card">
      <h2>{t('destinations.send')}</h2>
      <form className="send-study" onSubmit={submit}>
        <label className="field">
          {t('routing.study')}
          <input name="studyInstanceUID" autoComplete="off" spellCheck={false} data-search />
        </label>
        <label className="field">
          {t('destinations.to')}
          <select name="name">
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <button type="submit" className="button primary" disabled={send.isPending}>
          {t('destinations.submit')}
        </button>
      </form>
      {send.error && (
        <p className="field-error" role="alert">
          {errorText(send.error)}
        </p>
      )}
      {send.isSuccess && <p role="status">{t('destinations.sent', { name: send.variables.name })}</p>}
    </section>
  );
}
