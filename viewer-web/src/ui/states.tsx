import type { ReactNode } from 'react';
import { ApiError, UNREACHABLE } from '../api/http';
import { useText } from '../i18n';
import { vi } from '../i18n/vi';

const WORDED = Object.keys(vi.error.code) as (keyof typeof vi.error.code)[];

/** What went wrong, in the reader's language; never the server's own words, which are for its log. */
export function useErrorText(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (!(error instanceof ApiError)) return t('error.other', { code: error instanceof Error ? error.name : '?' });
    if (error.code === UNREACHABLE) return t('error.unreachable');
    const known = WORDED.find((code) => code === error.code);
    return known ? t(`error.code.${known}`) : t('error.other', { code: error.code });
  };
}

export function Loading({ label }: { label?: string }) {
  const t = useText();
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      {label ?? t('app.loading')}
    </div>
  );
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useText();
  const text = useErrorText();
  return (
    <div className="state" role="alert">
      <p>{text(error)}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('app.retry')}
        </button>
      )}
    </div>
  );
}

/** Nothing to show, said; `page` where nothing else on the page is a heading. */
export function Empty({ title, page, children }: { title: string; page?: boolean; children?: ReactNode }) {
  return (
    <div className="state">
      {page ? <h1 className="state-title">{title}</h1> : <p className="state-title">{title}</p>}
      {children}
    </div>
  );
}
