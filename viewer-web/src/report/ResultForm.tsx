import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { draftPdfUrl, gateway } from '../api/gateway';
import type { CaseDetail, ReadingTexts, Template } from '../api/types';
import { useText } from '../i18n';
import { formatTime } from '../ui/clock';
import type { DraftKeeper, DraftStatus } from './DraftKeeper';
import { linkAt } from './imageLinks';
import { appendTo, writeInto } from './insertText';
import { useDraft } from './useDraft';
import { useShowImage } from './useShowImage';
import { useLease } from './useLease';
import { usePhrases } from './usePhrases';

const TemplateDialog = lazy(() => import('./TemplateDialog'));
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
  useEffect(() => {
    writeInto(form.current?.querySelector('textarea') ?? null);
    return () => writeInto(null);
  }, [generation]);
  const { other, takeOver } = useLease(c, status.kind !== 'untouched');
  const locked = other !== null;
  const [choosing, setChoosing] = useState(false);

  // Nothing that is written already is lost to a template: it goes below.
  const begin = (template: Template) =>
    FIELDS.forEach((field) => {
      const textarea = form.current?.querySelector<HTMLTextAreaElement>(`[name=${field}]`);
      if (textarea) appendTo(textarea, template[field]);
    });
  const preview = async () => {
    await keeper.flush();
    window.open(draftPdfUrl(c.caseId), '_blank', 'noopener');
  };

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
      {other && (
        <div className="notice warning conflict" role="status" data-locked>
          <p>{t('report.locked', { name: other.displayName })}</p>
          <button
            type="button"
            className="button"
            disabled={takeOver.isPending}
            onClick={() => takeOver.mutate(undefined, { onSuccess: () => void keeper.takeTheirs() })}
          >
            {t('report.takeOver')}
          </button>
        </div>
      )}
      <div className="result-tools">
        <button type="button" className="button" data-templates disabled={locked} onClick={() => setChoosing(true)}>
          {t('template.button')}
        </button>
        <button type="button" className="button quiet" disabled={status.kind === 'untouched'} onClick={() => void preview()}>
          {t('report.previewPdf')}
        </button>
      </div>
      {FIELDS.map((field) => (
        <TextField
          key={`${field} ${generation}`}
          field={field}
          keeper={keeper}
          locked={locked}
          error={field === 'conclusion' && empty ? t('report.emptyConclusion') : undefined}
        />
      ))}
      <div className="result-foot">
        <DraftState status={status} />
        <button type="button" className="button primary" data-sign disabled={locked || status.kind === 'conflict'} onClick={openSign}>
          {t('report.sign')}
        </button>
      </div>
      {choosing && (
        <Suspense fallback={null}>
          <TemplateDialog c={c} onChoose={begin} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
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
  locked: boolean;
  error: string | undefined;
}

/** Uncontrolled on purpose: the browser owns the value, so that composing “ế” by Telex or VNI is never interrupted. */
function TextField({ field, keeper, locked, error }: TextFieldProps) {
  const t = useText();
  const expand = usePhrases();
  const showImage = useShowImage();
  return (
    <label className={`field text-${field}`}>
      {t(`report.${field}`)}
      <textarea
        name={field}
        lang="vi"
        defaultValue={keeper.texts[field]}
        readOnly={locked}
        onFocus={(event) => writeInto(event.currentTarget)}
        onKeyDown={expand}
        onClick={({ currentTarget: { value, selectionStart } }) => {
          const link = linkAt(value, selectionStart);
          if (link) showImage(link);
        }}
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
