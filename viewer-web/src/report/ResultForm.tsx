import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { gateway } from '../api/gateway';
import type { CaseDetail, ReadingTexts } from '../api/types';
import { useText } from '../i18n';
import { formatTime } from '../ui/clock';
import type { DraftKeeper, DraftStatus } from './DraftKeeper';
import { useDraft } from './useDraft';

const SignDialog = lazy(() => import('./SignDialog'));
const FIELDS = ['description', 'conclusion', 'recommendation'] as const;

export function ResultForm({ c }: { c: CaseDetail }) {
  const t = useText();
  const client = useQueryClient();
  const { keeper, status, generation } = useDraft(c);
  const form = useRef<HTMLFormElement>(null);
  const [signing, setSigning] = useState(false);
  const [empty, setEmpty] = useState(false);
  useSaveKey(keeper);

  const openSign = () => {
    const missing = keeper.texts.conclusion.trim() === '';
    setEmpty(missing);
    if (missing) form.current?.querySelector<HTMLElement>('[name=conclusion]')?.focus();
    else setSigning(true);
  };
  const sign = async (password: string) => {
    await keeper.flush();
    await gateway.sign(c.caseId, { ...keeper.texts, revision: keeper.revision, password });
    keeper.done();
    setSigning(false);
    await client.invalidateQueries();
  };

  return (
    <form ref={form} className="result-form" onSubmit={(event) => event.preventDefault()}>
      {status.kind === 'conflict' && <Conflict keeper={keeper} />}
      {FIELDS.map((field) => (
        <TextField
          key={`${field} ${generation}`}
          field={field}
          keeper={keeper}
          error={field === 'conclusion' && empty ? t('report.emptyConclusion') : undefined}
        />
      ))}
      <div className="result-foot">
        <DraftState status={status} />
        <button type="button" className="button primary" data-sign disabled={status.kind === 'conflict'} onClick={openSign}>
          {t('report.sign')}
        </button>
      </div>
      {signing && (
        <Suspense fallback={null}>
          <SignDialog texts={keeper.texts} siteName={c.requestingSite.name} onSign={sign} onClose={() => setSigning(false)} />
        </Suspense>
      )}
    </form>
  );
}

interface TextFieldProps {
  field: keyof ReadingTexts;
  keeper: DraftKeeper;
  error: string | undefined;
}

/** Uncontrolled on purpose: the browser owns the value, so that composing “ế” by Telex or VNI is never interrupted. */
function TextField({ field, keeper, error }: TextFieldProps) {
  const t = useText();
  return (
    <label className={`field text-${field}`}>
      {t(`report.${field}`)}
      <textarea
        name={field}
        lang="vi"
        defaultValue={keeper.texts[field]}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${field}-error` : undefined}
        onInput={(event) => keeper.edit(field, event.currentTarget.value)}
        onCompositionStart={() => keeper.compose(true)}
        onCompositionEnd={() => keeper.compose(false)}
      />
      {error && (
        <span id={`${field}-error`} className="field-error" role="alert">
          {error}
        </span>
      )}
    </label>
  );
}

function DraftState({ status }: { status: DraftStatus }) {
  const t = useText();
  const shown = status.kind === 'saved' ? t('report.draft.saved', { at: formatTime(status.at) }) : t(`report.draft.${status.kind}`);
  return (
    <p className="draft-state" role="status" data-draft={status.kind}>
      {shown}
    </p>
  );
}

function Conflict({ keeper }: { keeper: DraftKeeper }) {
  const t = useText();
  return (
    <div className="notice warning conflict" role="alert">
      <strong>{t('report.conflictTitle')}</strong>
      <p>{t('report.conflictText')}</p>
      <div className="conflict-choice">
        <button type="button" className="button" onClick={() => void keeper.keepMine()}>
          {t('report.keepMine')}
        </button>
        <button type="button" className="button" onClick={() => void keeper.takeTheirs()}>
          {t('report.takeTheirs')}
        </button>
      </div>
    </div>
  );
}

/** Ctrl+S, out of habit, saves the draft instead of the page. */
function useSaveKey(keeper: DraftKeeper): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void keeper.flush();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [keeper]);
}
