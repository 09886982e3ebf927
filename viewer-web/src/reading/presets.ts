/** A window in the units of the modality LUT's output, HU for CT (PS3.3 C.11.2.1.2). */
export type VoiWindow = { center: number; width: number };

export type PresetName = 'default' | 'brain' | 'subdural' | 'stroke' | 'bone' | 'lung' | 'mediastinum' | 'abdomen' | 'liver';

export interface Preset {
  key: string;
  name: PresetName;
  /** Absent: the window that the image itself brings. */
  window?: VoiWindow;
}

const AS_ACQUIRED: Preset = { key: '1', name: 'default' };

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

/** Presets speak of Hounsfield units, so only CT has them; every image can go back to its own window. */
export function presetsFor(modality: string): Preset[] {
  return modality === 'CT' ? CT : [AS_ACQUIRED];
}
