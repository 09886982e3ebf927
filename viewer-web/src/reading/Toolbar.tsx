import type { ReactNode } from 'react';
import { useText } from '../i18n';
import { InvertIcon, LayoutIcon, PanIcon, ResetIcon, ScrollIcon, WindowIcon, ZoomIcon } from '../ui/icons';
import type { ToolName } from './cornerstone/Stage';
import type { Preset } from './presets';

interface Props {
  tool: ToolName;
  onTool: (tool: ToolName) => void;
  presets: Preset[];
  onPreset: (preset: Preset | undefined) => void;
  onInvert: () => void;
  onReset: () => void;
  columns: number;
  onLayout: () => void;
}

const TOOLS: { name: ToolName; key: string; icon: ReactNode }[] = [
  { name: 'window', key: 'W', icon: <WindowIcon /> },
  { name: 'zoom', key: 'Z', icon: <ZoomIcon /> },
  { name: 'pan', key: 'P', icon: <PanIcon /> },
  { name: 'scroll', key: 'S', icon: <ScrollIcon /> },
];

export function Toolbar({ tool, onTool, presets, onPreset, onInvert, onReset, columns, onLayout }: Props) {
  const t = useText();
  return (
    <div className="toolbar" role="toolbar" aria-label={t('tool.toolbar')}>
      {TOOLS.map(({ name, key, icon }) => (
        <button key={name} type="button" className="tool" aria-pressed={tool === name} title={`${t(`tool.${name}`)} (${key})`} onClick={() => onTool(name)}>
          {icon}
          <span>{t(`tool.${name}`)}</span>
        </button>
      ))}
      <span className="tool-gap" />
      {presets.length > 1 && (
        <label className="tool-select">
          <span className="visually-hidden">{t('tool.presets')}</span>
          {/* Always back to the heading: the window may have been moved by hand since, so no preset is “the” one. */}
          <select value="" onChange={(event) => onPreset(presets.find((preset) => preset.key === event.target.value))}>
            <option value="" disabled hidden>
              {t('tool.presets')}
            </option>
            {presets.map(({ key, name, window }) => (
              <option key={key} value={key}>
                {`${key}  ${t(`preset.${name}`)}${window ? `  ${window.width}/${window.center}` : ''}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" className="tool" title={`${t('tool.invert')} (I)`} onClick={onInvert}>
        <InvertIcon />
        <span>{t('tool.invert')}</span>
      </button>
      <button type="button" className="tool" title={`${t('tool.reset')} (R)`} onClick={onReset}>
        <ResetIcon />
        <span>{t('tool.reset')}</span>
      </button>
      <button type="button" className="tool wide-only" title={`${t('tool.layout')} (L)`} onClick={onLayout}>
        <LayoutIcon columns={columns === 1 ? 2 : 1} />
        <span>{t('tool.layoutName', { columns: columns === 1 ? 2 : 1 })}</span>
      </button>
    </div>
  );
}
