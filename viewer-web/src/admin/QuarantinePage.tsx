import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { gateway } from '../api/gateway';
import type { QuarantinedInstance } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { Empty, Failure, Loading, useErrorText } from '../ui/states';
import { AdminNav } from './AdminNav';
import './admin.css';

/** What came with the UID of another instance, beside that other one, for a person to judge. */
export default function QuarantinePage() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['quarantine'], queryFn: gateway.quarantine });
  return (
    <div className="page">
      <title>{`${t('admin.quarantine')} · ${t('app.name')}`}</title>
      <AdminNav />
      <h1>{t('admin.quarantine')}</h1>
      <p className="muted">{t('quarantine.what')}</p>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Empty title={t('quarantine.none')} />}
      {data?.items.map((item) => (
        <Item key={item.quarantineId} item={item} />
      ))}
    </div>
  );
}

function Item({ item }: { item: QuarantinedInstance }) {
  const t = useText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const judge = useMutation({
    mutationFn: (accept: boolean) => gateway.judge(item.quarantineId, accept, reason),
    onSuccess: () => client.invalidateQueries({ queryKey: ['quarantine'] }),
  });
  return (
    <section className="card" data-quarantined>
      <h2>{t('quarantine.from', { source: item.source, at: formatDateTime(item.receivedAt) })}</h2>
      <p className="sub mono">{item.sopInstanceUID}</p>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('quarantine.compared')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('quarantine.attribute')}</th>
              <th scope="col">{t('quarantine.kept')}</th>
              <th scope="col">{t('quarantine.newcomer')}</th>
            </tr>
          </thead>
          <tbody>
            {item.attributes.map(({ keyword, kept, newcomer }) => (
              <tr key={keyword} data-differs={kept !== newcomer}>
                <th scope="row" lang="en">
                  {keyword}
                </th>
                <td>{kept ?? t('quarantine.gone')}</td>
                <td>{newcomer}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <label className="field">
        {t('quarantine.reason')}
        <input name="reason" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {judge.error && (
        <p className="field-error" role="alert">
          {errorText(judge.error)}
        </p>
      )}
      <div className="actions">
        <button type="button" className="button" disabled={!reason.trim() || judge.isPending} onClick={() => judge.mutate(false)}>
          {t('quarantine.discard')}
        </button>
        <button type="button" className="button primary" disabled={!reason.trim() || judge.isPending} onClick={() => judge.mutate(true)}>
          {t('quarantine.accept')}
        </button>
      </div>
    </section>
  );
}
