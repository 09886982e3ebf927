/** A window in the units of the modality LUT's output, HU for CT (PS3.3 C.11.2.1.2). */
export type VoiWindow = { center: number; width: number };

export type PresetName =
  | 'default' | 'brain' | 'subdural' | 'stroke' | 'bone' | 'lung' | 'mediastinum' | 'abdomen' | 'liver'
  | 'sharper' | 'softer' | 'brighter' | 'darker' | 'full';

export interface Preset {
  key: string;
  name: PresetName;
  /** `image`: the window that the image brings; `full`: from its smallest to its largest value. */
  window: VoiWindow | 'image' | 'full' | { widthTimes: number; shift: number };
}

const AS_ACQUIRED: Preset = { key: '1', name: 'default', window: 'image' };

const CT: Preset[] = [
  AS_ACQUIRED,
  { key: '2', name: 'brain', window: { center: 40, width: 80 } },
  { key: '3', name: 'subdural', window: { center: 75, width: 215 } },
  { key: '4', name: 'stroke', window: { center: 32, width: 8 } },
  { key: '5', name: 'bone', window: { center: 480, width: 2500 } },
  { key: '6', name: 'lung', window: { center: -600, width: 1500 } },
  { key: '7', name: 'mediastinum', window: { center: 50, width: 350 } },
  { key: '8', name: 'abdomen', window: { center: 40, width: 400 } },
  { key: '9', name: 'liver', window: { center: 60, width: 150 } },
];

/** Values of the other modalities mean nothing by themselves: their presets start from the window shown now. */
const RELATIVE: Preset[] = [
  AS_ACQUIRED,
  { key: '2', name: 'sharper', window: { widthTimes: 0.7, shift: 0 } },
  { key: '3', name: 'softer', window: { widthTimes: 1.4, shift: 0 } },
  { key: '4', name: 'brighter', window: { widthTimes: 1, shift: -0.15 } },
  { key: '5', name: 'darker', window: { widthTimes: 1, shift: 0.15 } },
  { key: '6', name: 'full', window: 'full' },
];

/** Only CT has Hounsfield units; colour is not altered by a preset. */
export function presetsFor(modality: string, colour = false): Preset[] {
  if (colour) return [AS_ACQUIRED];
  return modality === 'CT' ? CT : RELATIVE;
}

/** The window a relative preset makes of the one shown: `shift` is a share of the width. */
export function shifted({ center, width }: VoiWindow, { widthTimes, shift }: { widthTimes: number; shift: number }): VoiWindow {
  return { center: Math.round(center + shift * width), width: Math.max(1, Math.round(width * widthTimes)) };
}
