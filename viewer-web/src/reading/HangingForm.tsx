import { useText } from '../i18n';
import type { HangingCell, HangingRule } from './hanging';
import { presetsFor, type PresetName } from './presets';
import { LARGEST } from './useScreen';

interface Props {
  rule: HangingRule;
  onChange: (rule: HangingRule) => void;
  onMove: (step: number) => void;
  onRemove: () => void;
}

const listed = (text: string) => text.split(',').map((one) => one.trim()).filter(Boolean);
const LAYOUTS = Array.from({ length: LARGEST.rows * LARGEST.columns }, (_, i) => ({
  rows: Math.floor(i / LARGEST.columns) + 1,
  columns: (i % LARGEST.columns) + 1,
}));
/** Only these mean the same in every study. */
const WINDOWS = presetsFor('CT').map(({ name }) => name);

/** One rule: for which studies, which panes, and what hangs in each. */
export function HangingForm({ rule, onChange, onMove, onRemove }: Props) {
  const t = useText();
  const cellAt = (i: number): HangingCell => rule.cells[i] ?? { study: 'current', series: String(i + 1), window: 'default' };
  const cells = Array.from({ length: rule.rows * rule.columns }, (_, i) => cellAt(i));
  const change = (at: number, over: Partial<HangingCell>) =>
    onChange({ ...rule, cells: cells.map((cell, i) => (i === at ? { ...cell, ...over } : cell)) });
  return (
    <div className="hanging-form">
      <div className="hanging-for">
        <label className="field">
          {t('viewer.hanging.modalities')}
          <input name="hanging-modalities" defaultValue={rule.modalities.join(', ')} placeholder={t('viewer.hanging.anyModality')} onChange={(event) => onChange({ ...rule, modalities: listed(event.target.value.toUpperCase()) })} />
        </label>
        <label className="field">
          {t('viewer.hanging.words')}
          <input name="hanging-words" defaultValue={rule.words.join(', ')} placeholder={t('viewer.hanging.anyPart')} onChange={(event) => onChange({ ...rule, words: listed(event.target.value) })} />
        </label>
        <label className="field">
          {t('viewer.tool.layout')}
          <select
            name="hanging-layout"
            value={`${rule.rows}x${rule.columns}`}
            onChange={(event) => {
              const [rows = 1, columns = 1] = event.target.value.split('x').map(Number);
              onChange({ ...rule, rows, columns, cells: Array.from({ length: rows * columns }, (_, i) => cellAt(i)) });
            }}
          >
            {LAYOUTS.map(({ rows, columns }) => (
              <option key={`${rows}x${columns}`} value={`${rows}x${columns}`}>
                {t('viewer.tool.grid', { rows, columns })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('viewer.hanging.pane')}</th>
              <th scope="col">{t('viewer.hanging.study')}</th>
              <th scope="col">{t('viewer.hanging.series')}</th>
              <th scope="col">{t('viewer.tool.presets')}</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell, i) => (
              <tr key={i}>
                <th scope="row">{i + 1}</th>
                <td>
                  <select aria-label={`${t('viewer.hanging.study')} ${i + 1}`} value={cell.study} onChange={(event) => change(i, { study: event.target.value as HangingCell['study'] })}>
                    {(['current', 'prior'] as const).map((one) => (
                      <option key={one} value={one}>
                        {t(`viewer.hanging.of.${one}`)}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <input aria-label={`${t('viewer.hanging.series')} ${i + 1}`} value={cell.series} onChange={(event) => change(i, { series: event.target.value })} />
                </td>
                <td>
                  <select aria-label={`${t('viewer.tool.presets')} ${i + 1}`} value={cell.window} onChange={(event) => change(i, { window: event.target.value as PresetName })}>
                    {WINDOWS.map((name) => (
                      <option key={name} value={name}>
                        {t(`viewer.preset.${name}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="actions">
        <button type="button" className="button quiet" onClick={() => onMove(-1)}>
          {t('viewer.hanging.earlier')}
        </button>
        <button type="button" className="button quiet" onClick={() => onMove(1)}>
          {t('viewer.hanging.later')}
        </button>
        <button type="button" className="button quiet" data-remove-rule onClick={onRemove}>
          {t('viewer.hanging.remove')}
        </button>
      </div>
    </div>
  );
}
