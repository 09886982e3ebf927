import { useState } from 'react';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { DEFAULT_RULES, type HangingRule } from './hanging';
import { HangingForm } from './HangingForm';
import type { Preset, VoiWindow } from './presets';
import type { Series } from './study';
import type { Screen } from './useScreen';
import './hanging.css';

export interface HangingDialogProps {
  rules: readonly HangingRule[];
  screen: Screen;
  /** Of the study that is read. */
  series: readonly Series[];
  presets: readonly Preset[];
  onSave: (rules: HangingRule[]) => void;
  onClose: () => void;
}

const isWindow = ({ window }: Preset, shown: VoiWindow | undefined) =>
  typeof window === 'object' && 'center' in window && window.center === shown?.center && window.width === shown.width;

/** The screen as it is now, as a rule for studies like this one. */
function asShown({ screen, series, presets }: Pick<HangingDialogProps, 'screen' | 'series' | 'presets'>): HangingRule {
  const place = (uid: string | undefined) => series.findIndex(({ seriesInstanceUID }) => seriesInstanceUID === uid);
  return {
    modalities: [...new Set(series.map(({ modality }) => modality))],
    words: [...new Set(series.map(({ bodyPart }) => bodyPart.toLowerCase()).filter(Boolean))],
    ...screen.layout,
    cells: screen.cells.map((cell) => {
      const own = place(cell.series?.seriesInstanceUID);
      return {
        study: cell.series && own < 0 ? 'prior' : 'current',
        series: String(own < 0 ? 1 : own + 1),
        window: presets.find((preset) => isWindow(preset, cell.window))?.name ?? 'default',
      };
    }),
  };
}

/** A reader's own rules of what hangs where; the first that fits a study counts. */
export function HangingDialog({ rules, onSave, onClose, ...shown }: HangingDialogProps) {
  const t = useText();
  const [edited, setEdited] = useState<HangingRule[]>(() => [...rules]);
  const [chosen, setChosen] = useState(0);
  const rule = edited[chosen];
  const titleOf = ({ modalities, words }: HangingRule) =>
    [modalities.join(', ') || t('viewer.hanging.anyModality'), words.slice(0, 3).join(', ')].filter(Boolean).join(' · ');
  const add = (fresh: HangingRule) => {
    setEdited([fresh, ...edited]);
    setChosen(0);
  };
  const move = (step: number) => {
    const moved = edited.filter((_, i) => i !== chosen);
    if (!rule || chosen + step < 0 || chosen + step > moved.length) return;
    setEdited([...moved.slice(0, chosen + step), rule, ...moved.slice(chosen + step)]);
    setChosen(chosen + step);
  };
  const remove = () => {
    setEdited(edited.filter((_, i) => i !== chosen));
    setChosen(Math.max(0, chosen - 1));
  };
  return (
    <Modal title={t('viewer.hanging.title')} onClose={onClose} wide>
      <p className="muted">{t('viewer.hanging.explained')}</p>
      <div className="hanging">
        <div className="hanging-list">
          <ol>
            {edited.map((one, i) => (
              <li key={i}>
                <button type="button" data-rule aria-current={i === chosen} onClick={() => setChosen(i)}>
                  {titleOf(one)}
                  <span className="sub">{t('viewer.tool.grid', { rows: one.rows, columns: one.columns })}</span>
                </button>
              </li>
            ))}
          </ol>
          <button type="button" className="button" data-as-shown onClick={() => add(asShown(shown))}>
            {t('viewer.hanging.asShown')}
          </button>
        </div>
        {rule && (
          <HangingForm
            key={chosen}
            rule={rule}
            onChange={(next) => setEdited(edited.map((one, i) => (i === chosen ? next : one)))}
            onMove={move}
            onRemove={remove}
          />
        )}
      </div>
      <div className="actions">
        <button type="button" className="button quiet" onClick={() => [setEdited([...DEFAULT_RULES]), setChosen(0)]}>
          {t('viewer.hanging.reset')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('app.cancel')}
        </button>
        <button type="button" className="button primary" data-save-hanging onClick={() => [onSave(edited), onClose()]}>
          {t('app.save')}
        </button>
      </div>
    </Modal>
  );
}
