import { useQuery } from '@tanstack/react-query';
import { AdminNav } from '../admin/AdminNav';
import { gateway } from '../api/gateway';
import { useText } from '../i18n';
import { Failure, Loading } from '../ui/states';
import { CapsOf } from './CapsOf';
import { Evidence } from './Evidence';
import { LinkCard } from './LinkCard';
import { ALL } from './caps';
import './lines.css';

const POLL_MS = 2000;

/** Each link of this gateway as it is now, how fast it may be, and what the lines did day by day. */
export default function LinesPage() {
  const t = useText();
  const status = useQuery({ queryKey: ['status'], queryFn: ({ signal }) => gateway.status(signal), refetchInterval: POLL_MS });
  const caps = useQuery({ queryKey: ['link-caps'], queryFn: gateway.linkCaps });
  const capsOf = (siteId: string) => caps.data?.links.find((one) => one.siteId === siteId);
  const error = status.error ?? caps.error;
  const all = capsOf(ALL);
  return (
    <div className="page lines">
      <title>{`${t('lines.title')} · ${t('app.name')}`}</title>
      <AdminNav />
      <h1>{t('lines.title')}</h1>
      {error && !status.data && <Failure error={error} onRetry={() => void Promise.all([status.refetch(), caps.refetch()])} />}
      {error && status.data && (
        <p className="notice warning" role="alert">
          {t('worklist.stale')}
        </p>
      )}
      {!status.data && !error && <Loading />}
      {status.data?.links.length === 0 && <p className="muted">{t('lines.none')}</p>}
      {status.data?.links.map((link) => (
        <LinkCard key={link.peerSiteId} link={link} caps={capsOf(link.peerSiteId)} zone={caps.data?.zone ?? ''} />
      ))}
      {all && (
        <section className="card">
          <h2>{t('lines.all')}</h2>
          <CapsOf caps={all} name={t('lines.all')} zone={caps.data?.zone ?? ''} />
        </section>
      )}
      <Evidence />
    </div>
  );
}
