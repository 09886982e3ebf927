import { useMutation, useQueryClient } from '@tanstack/react-query';
import { gateway } from '../api/gateway';
import type { GatewayStatus } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { Reason } from '../ui/Reason';
import { useErrorText } from '../ui/states';

type Job = GatewayStatus['jobs'][number];

/** Durable work that is not done: why not, and what a person may do about it. */
export function Jobs({ jobs }: { jobs: Job[] }) {
  const t = useText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ jobId, cancel }: { jobId: number; cancel: boolean }) =>
      cancel ? gateway.cancelJob(jobId) : gateway.retryJob(jobId),
    onSettled: () => client.invalidateQueries({ queryKey: ['status'] }),
  });
  return (
    <section className="card">
      <h2>{t('status.jobs')}</h2>
      {jobs.length === 0 && <p className="muted">{t('status.noJobs')}</p>}
      {change.error && (
        <p className="field-error" role="alert">
          {errorText(change.error)}
        </p>
      )}
      {jobs.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={t('status.jobs')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('status.job')}</th>
                <th scope="col">{t('status.jobState')}</th>
                <th scope="col" className="number">
                  {t('status.attempts')}
                </th>
                <th scope="col">{t('status.due')}</th>
                <th scope="col">{t('status.subject')}</th>
                <th scope="col">{t('status.lastError')}</th>
                <th scope="col">{t('admin.do')}</th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <tr key={job.jobId}>
                  <td className="nowrap">{t(`status.jobKind.${job.kind}`)}</td>
                  <td className="nowrap" data-job={job.state}>
                    {t(`status.jobStates.${job.state}`)}
                  </td>
                  <td className="number">{job.attempts}</td>
                  <td className="nowrap">{formatDateTime(job.dueAt)}</td>
                  <td className="subject" title={job.subject}>
                    {job.subject}
                  </td>
                  <td>
                    <Reason text={job.lastError} />
                  </td>
                  <td className="nowrap">
                    <Deed job={job} name="retry" onDo={() => change.mutate({ jobId: job.jobId, cancel: false })} />
                    <Deed job={job} name="cancel" onDo={() => change.mutate({ jobId: job.jobId, cancel: true })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Deed({ job, name, onDo }: { job: Job; name: 'retry' | 'cancel'; onDo: () => void }) {
  const t = useText();
  return (
    <button type="button" className="button quiet" disabled={job.state === 'RUNNING'} onClick={onDo}>
      {t(`admin.${name}`)}
      <span className="visually-hidden">
        {' '}
        {t(`status.jobKind.${job.kind}`)} {job.subject}
      </span>
    </button>
  );
}
