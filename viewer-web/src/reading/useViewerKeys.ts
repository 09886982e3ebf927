import { useShortcuts } from '../ui/shortcuts';
import type { Pane } from './stack/Pane';
import type { Preset } from './presets';
import { MEASURE_TOOLS, VIEW_TOOLS, type Tool } from './toolList';
import type { Commands, Switches } from './Toolbar';
import type { Screen } from './useScreen';

interface Keys {
  pane: () => Pane | null | undefined;
  screen: Screen;
  commands: Commands;
  presets: readonly Preset[];
  onPreset: (preset: Preset) => void;
  onTool: (tool: Tool) => void;
  onSwitch: (name: keyof Switches) => void;
  /** The next series into the active pane, or the one before. */
  onNextSeries: (step: number) => void;
  onVolume: () => void;
  /** Removes the chosen mark; false where none is chosen. */
  onDelete: () => boolean;
}

/** Every key of the images; each has a button as well. */
export function useViewerKeys({ pane, screen, commands, presets, onPreset, onTool, onSwitch, ...on }: Keys): void {
  useShortcuts(
    {
      ArrowUp: () => pane()?.scrollBy(-1),
      ArrowLeft: () => pane()?.scrollBy(-1),
      ArrowDown: () => pane()?.scrollBy(1),
      ArrowRight: () => pane()?.scrollBy(1),
      PageUp: () => pane()?.scrollBy(-10),
      PageDown: () => pane()?.scrollBy(10),
      Home: () => pane()?.scrollTo(0),
      End: () => pane()?.scrollTo(Infinity),
      '+': () => pane()?.zoomBy(1.25),
      '-': () => pane()?.zoomBy(0.8),
      ',': () => on.onNextSeries(-1),
      '.': () => on.onNextSeries(1),
      '`': () => screen.setActive((screen.active + 1) % screen.cells.length),
      '[': commands.rotateLeft,
      ']': commands.rotateRight,
      h: commands.flipHorizontal,
      v: commands.flipVertical,
      i: commands.invert,
      r: commands.reset,
      k: commands.keyImage,
      ';': commands.keepView,
      f: commands.attributes,
      m: commands.measurements,
      l: () => screen.setLayout({ rows: 1, columns: screen.cells.length === 1 ? 2 : 1 }),
      y: () => onSwitch('link'),
      j: () => onSwitch('lines'),
      0: () => onSwitch('graphics'),
      q: () => onSwitch('cine'),
      u: on.onVolume,
      Delete: on.onDelete,
      ...Object.fromEntries([...VIEW_TOOLS, ...MEASURE_TOOLS].map(({ name, key }) => [key, () => onTool(name)])),
      ...Object.fromEntries(presets.map((preset) => [preset.key, () => onPreset(preset)])),
    },
    '[data-own-keys]',
  );
}
