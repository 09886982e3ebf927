import type { ReactNode } from 'react';
import { useText } from '../i18n';
import { InvertIcon } from '../ui/icons';
import { Popup } from '../ui/Popup';
import {
  CubeIcon, EyeIcon, FitIcon, FlipHorizontalIcon, FlipVerticalIcon, GridIcon, HangingIcon, KeyIcon, LengthIcon, LinesIcon, LinkIcon, ListIcon, PlayIcon,
  RotateLeftIcon, RotateRightIcon, SlidersIcon, StopIcon, TagsIcon, ViewIcon,
} from './icons';
import { LayoutGrid } from './LayoutGrid';
import type { Preset } from './presets';
import { isMeasuring, MEASURE_TOOLS, VIEW_TOOLS, type Tool } from './toolList';
import type { Layout } from './useScreen';
import './toolbar.css';

export interface Commands {
  rotateRight: () => void;
  rotateLeft: () => void;
  flipHorizontal: () => void;
  flipVertical: () => void;
  invert: () => void;
  reset: () => void;
  keyImage: () => void;
  keepView: () => void;
  attributes: () => void;
  measurements: () => void;
  hanging: () => void;
}

export interface Switches {
  link: boolean;
  lines: boolean;
  graphics: boolean;
  cine: boolean;
}

interface Props {
  tool: Tool;
  onTool: (tool: Tool) => void;
  presets: Preset[];
  onPreset: (preset: Preset) => void;
  commands: Commands;
  switches: Switches;
  onSwitch: (name: keyof Switches) => void;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  cine: { rate: number; setRate: (rate: number) => void; possible: boolean };
  isKey: boolean;
  hasView: boolean;
  volume?: { shown: boolean; onToggle: () => void };
}

const CINE_RATES = [2, 5, 10, 15, 20, 25, 30];

interface ButtonProps {
  name: string;
  hotkey?: string;
  pressed?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function ToolButton({ name, hotkey, pressed, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      className="tool"
      aria-pressed={pressed}
      aria-label={name}
      aria-keyshortcuts={hotkey}
      title={hotkey ? `${name} (${hotkey.toUpperCase()})` : name}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** The tools above the images, in groups; every one has a key as well. */
export function Toolbar(props: Props) {
  const { tool, onTool, commands, switches, onSwitch, isKey, volume, cine } = props;
  const t = useText();
  return (
    <div className="toolbar" role="toolbar" aria-label={t('viewer.toolbar')}>
      <div className="tool-group" role="group" aria-label={t('viewer.group.move')}>
        {VIEW_TOOLS.map(({ name, key, icon }) => (
          <ToolButton key={name} name={t(`viewer.tool.${name}`)} hotkey={key} pressed={tool === name} onPress={() => onTool(name)}>
            {icon}
          </ToolButton>
        ))}
        <PresetMenu {...props} />
      </div>
      <div className="tool-group" role="group" aria-label={t('viewer.group.measure')}>
        <MeasureMenu {...props} />
        <ToolButton name={t('viewer.tool.keyImage')} hotkey="k" pressed={isKey} onPress={commands.keyImage}>
          <KeyIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.keepView')} hotkey=";" pressed={props.hasView} onPress={commands.keepView}>
          <ViewIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.graphics')} hotkey="0" pressed={switches.graphics} onPress={() => onSwitch('graphics')}>
          <EyeIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.measurements')} hotkey="m" onPress={commands.measurements}>
          <ListIcon />
        </ToolButton>
      </div>
      <div className="tool-group" role="group" aria-label={t('viewer.group.turn')}>
        <ToolButton name={t('viewer.tool.rotateLeft')} hotkey="[" onPress={commands.rotateLeft}>
          <RotateLeftIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.rotateRight')} hotkey="]" onPress={commands.rotateRight}>
          <RotateRightIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.flipHorizontal')} hotkey="h" onPress={commands.flipHorizontal}>
          <FlipHorizontalIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.flipVertical')} hotkey="v" onPress={commands.flipVertical}>
          <FlipVerticalIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.invert')} hotkey="i" onPress={commands.invert}>
          <InvertIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.reset')} hotkey="r" onPress={commands.reset}>
          <FitIcon />
        </ToolButton>
      </div>
      <div className="tool-group" role="group" aria-label={t('viewer.group.arrange')}>
        <Popup name="layout" label={t('viewer.tool.layout')} title={`${t('viewer.tool.layout')} (L)`} face={<GridIcon />}>
          {(close) => <LayoutGrid layout={props.layout} onLayout={(layout) => [props.onLayout(layout), close()]} />}
        </Popup>
        <ToolButton name={t('viewer.tool.hanging')} onPress={commands.hanging}>
          <HangingIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.link')} hotkey="y" pressed={switches.link} onPress={() => onSwitch('link')}>
          <LinkIcon />
        </ToolButton>
        <ToolButton name={t('viewer.tool.lines')} hotkey="j" pressed={switches.lines} onPress={() => onSwitch('lines')}>
          <LinesIcon />
        </ToolButton>
        {cine.possible && (
          <>
            <ToolButton name={t(switches.cine ? 'viewer.tool.cineStop' : 'viewer.tool.cine')} hotkey="q" onPress={() => onSwitch('cine')}>
              {switches.cine ? <StopIcon /> : <PlayIcon />}
            </ToolButton>
            {switches.cine && <CineRate {...cine} />}
          </>
        )}
        {volume && (
          <ToolButton name={t('viewer.volume.title')} hotkey="u" pressed={volume.shown} onPress={volume.onToggle}>
            <CubeIcon />
          </ToolButton>
        )}
      </div>
      <div className="tool-group" role="group" aria-label={t('viewer.group.study')}>
        <ToolButton name={t('viewer.tool.attributes')} hotkey="f" onPress={commands.attributes}>
          <TagsIcon />
        </ToolButton>
      </div>
    </div>
  );
}

function PresetMenu({ presets, onPreset }: Props) {
  const t = useText();
  const face = (
    <>
      <SlidersIcon />
      <span className="tool-words">{t('viewer.tool.presets')}</span>
    </>
  );
  return (
    <Popup name="presets" label={t('viewer.tool.presets')} title={`${t('viewer.tool.presets')} (1–9)`} face={face}>
      {(close) =>
        presets.map((preset) => (
          <button key={preset.key} type="button" className="popup-item" onClick={() => [onPreset(preset), close()]}>
            <kbd>{preset.key}</kbd>
            {t(`viewer.preset.${preset.name}`)}
            {typeof preset.window === 'object' && 'center' in preset.window && (
              <span className="sub">{`${preset.window.width} / ${preset.window.center}`}</span>
            )}
          </button>
        ))
      }
    </Popup>
  );
}

function MeasureMenu({ tool, onTool }: Props) {
  const t = useText();
  const chosen = MEASURE_TOOLS.find(({ name }) => name === tool);
  const face = (
    <>
      {chosen?.icon ?? <LengthIcon />}
      <span className="tool-words">{t('viewer.tool.measure')}</span>
    </>
  );
  const label = chosen ? `${t('viewer.tool.measure')}: ${t(`viewer.tool.${chosen.name}`)}` : t('viewer.tool.measure');
  return (
    <Popup name="measure" label={label} face={face} pressed={isMeasuring(tool)}>
      {(close) =>
        MEASURE_TOOLS.map(({ name, key, icon }) => (
          <button key={name} type="button" className="popup-item" aria-pressed={tool === name} onClick={() => [onTool(name), close()]}>
            {icon}
            {t(`viewer.tool.${name}`)}
            <kbd>{key.toUpperCase()}</kbd>
          </button>
        ))
      }
    </Popup>
  );
}

function CineRate({ rate, setRate }: Props['cine']) {
  const t = useText();
  return (
    <select className="tool-select" aria-label={t('viewer.tool.cineRate')} value={rate} onChange={(event) => setRate(Number(event.target.value))}>
      {[...new Set([...CINE_RATES, rate])].sort((a, b) => a - b).map((one) => (
        <option key={one} value={one}>
          {t('viewer.tool.framesPerSecond', { rate: one })}
        </option>
      ))}
    </select>
  );
}
