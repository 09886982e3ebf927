import { useMutation, useQuery } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { Link } from 'react-router';
import { gateway } from '../api/gateway';
import type { RoutingPreview, RoutingRule } from '../api/types';
import { useText } from '../i18n';
import { CheckIcon, CrossIcon } from '../ui/icons';
import { Failure, Loading, useErrorText } from '../ui/states';
import { PriorityBadge } from '../worklist/labels';
import { AdminNav } from './AdminNav';
import './admin.css';

/** Which pushed studies become consultations or go elsewhere, and what would become of a real one. */
export default function RoutingPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['routing'], queryFn: gateway.routing });
  return (
    <div className="page">
      <title>{`${t('admin.routing')} · ${t('app.name')}`}</title>
      <AdminNav />
      <h1>{t('admin.routing')}</h1>
      <section className="card">
        <h2>{t('routing.rules')}</h2>
        <p className="muted">{t('routing.where')}</p>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data?.rules.length === 0 && <p>{t('routing.none')}</p>}
        <ul className="rules">
          {data?.rules.map((rule) => (
            <li key={rule.fromAETitle}>
              <Rule rule={rule} />
            </li>
          ))}
        </ul>
      </section>
      <DryRun />
    </div>
  );
}

function Rule({ rule }: { rule: RoutingRule }) {
  const t = useText();
  return (
    <span className="rule">
      <strong>{rule.fromAETitle}</strong> → <span>{rule.consultingSiteId || rule.destination}</span>
      <PriorityBadge priority={rule.priority} />
      <span className="muted">{t('routing.quiet', { seconds: rule.quietSeconds })}</span>
    </span>
  );
}

function DryRun() {
  const t = useText();
  const errorText = useErrorText();
  const preview = useMutation({ mutationFn: gateway.previewRouting });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const uid = String(new FormData(event.currentTarget).get('studyInstanceUID')).trim();
    if (uid) preview.mutate(uid);
  };
  return (
    <section className="card">
      <h2>{t('routing.dryRun')}</h2>
      <p className="muted">{t('routing.dryRunText')}</p>
      <form className="dry-run" onSubmit={submit}>
        <label className="field">
          {t('routing.study')}
          <input name="studyInstanceUID" autoComplete="off" spellCheck={false} data-search />
        </label>
        <button type="submit" className="button primary" disabled={preview.isPending}>
          {t('routing.try')}
        </button>
      </form>
      {preview.error && (
        <p className="field-error" role="alert">
          {errorText(preview.error)}
        </p>
      )}
      {preview.data && <Verdict preview={preview.data} />}
    </section>
  );
}

function Verdict({ preview }: { preview: RoutingPreview }) {
  const t = useText();
  const { instances, sender, existingCaseId, verdicts } = preview;
  const applying = verdicts.find(({ applies }) => applies);
  if (instances === 0) return <p role="status">{t('routing.notHere')}</p>;
  return (
    <div role="status" className="verdict" data-verdict>
      <p>
        {sender ? t('routing.sender', { instances, sender }) : t('routing.noSender', { instances })}
      </p>
      <ul className="rules">
        {verdicts.map(({ rule, applies }) => (
          <li key={rule.fromAETitle} className={applies ? 'good' : 'muted'}>
            {applies ? <CheckIcon /> : <CrossIcon />}
            <Rule rule={rule} />
          </li>
        ))}
      </ul>
      <p>
        <strong>{outcome(applying?.rule, t)}</strong>{' '}
        {existingCaseId && <Link to={`/cases/${existingCaseId}`}>{t('routing.already')}</Link>}
      </p>
    </div>
  );
}

function outcome(rule: RoutingRule | undefined, t: ReturnType<typeof useText>) {
  if (!rule) return t('routing.wouldNot');
  return rule.destination ? t('routing.wouldGo', { name: rule.destination }) : t('routing.would', { site: rule.consultingSiteId });
}
