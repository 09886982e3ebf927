import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { gateway } from '../api/gateway';
import type { GatewayStatus } from '../api/types';
import { useLanguage, useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { Reason } from '../ui/Reason';
import { Failure, Loading } from '../ui/states';
import { AdminNav } from './AdminNav';
import { Jobs } from './Jobs';
import { Peers } from './Peers';
import { formatBytes, formatCount } from './quantity';
import './status.css';

const POLL_MS = 3000;

export default function StatusPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => gateway.status(signal),
    refetchInterval: POLL_MS,
  });
  return (
    <div className="page status">
      <AdminNav />
      <title>{`${t('status.title')} · ${t('app.name')}`}</title>
      <h1>{t('status.title')}</h1>
      {error && data && (
        <p className="notice warning" role="alert">
          {t('worklist.stale')}
        </p>
      )}
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && (
        <>
          <ArchiveNumbers archive={data.archive} />
          <Links links={data.links} />
          <Peers peers={data.dicomPeers} />
          <Jobs jobs={data.jobs} />
        </>
      )}
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function ArchiveNumbers({ archive }: { archive: GatewayStatus['archive'] }) {
  const t = useText();
  const language = useLanguage();
  const numbers = [
    { name: t('status.instances'), value: formatCount(archive.instances, language) },
    { name: t('status.used'), value: formatBytes(archive.bytes, language) },
    { name: t('status.free'), value: formatBytes(archive.freeBytes, language) },
    { name: t('status.quarantined'), value: formatCount(archive.quarantined, language), alarm: archive.quarantined > 0 },
  ];
  return (
    <Card title={t('status.archive')}>
      <dl className="numbers">
        {numbers.map(({ name, value, alarm }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-alarm={alarm}>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Links({ links }: { links: GatewayStatus['links'] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Card title={t('status.links')}>
      {links.length === 0 && <p className="muted">{t('status.noLinks')}</p>}
      {links.length > 0 && <Link to="/admin/lines">{t('lines.more')}</Link>}
      <ul className="links">
        {links.map((link) => (
          <li key={link.peerSiteId}>
            <div>
              <span className={link.connected ? 'light on' : 'light off'} aria-hidden="true" />
              <strong>{link.peerSiteId}</strong>
              <span className="sub">
                {link.connected ? t('status.connected') : t('status.disconnected')}
                {link.since && ` ${t('status.since', { at: formatDateTime(link.since) })}`}
              </span>
            </div>
            <dl className="numbers small">
              <div>
                <dt>{t('status.queued')}</dt>
                <dd data-alarm={link.queuedParcels > 0 && !link.connected}>{formatCount(link.queuedParcels, language)}</dd>
              </div>
              <div>
                <dt>{t('status.sent')}</dt>
                <dd>{formatBytes(link.sentBytes, language)}</dd>
              </div>
              <div>
                <dt>{t('status.received')}</dt>
                <dd>{formatBytes(link.receivedBytes, language)}</dd>
              </div>
            </dl>
            {link.lastError && (
              <p className="last-error">
                {t('status.lastError')}: <Reason text={link.lastError} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
