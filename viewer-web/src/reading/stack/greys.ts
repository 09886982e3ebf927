import type { LookupTable } from '../bulk';
import type { Picture, ShapedWindow } from './picture';

/** The output for an input; inputs beyond either end take the end's (PS3.3 C.11.1.1.1). */
export function lookUp({ first, values }: LookupTable, input: number): number {
  return values[Math.min(values.length - 1, Math.max(0, Math.round(input) - first))] ?? 0;
}

/** Black is 0 and white 1, for a value after the modality LUT. */
export function shade(voi: ShapedWindow | LookupTable, value: number): number {
  if ('values' in voi) return Math.min(1, lookUp(voi, value) / (2 ** voi.bits - 1));
  const { center, width, shape } = voi;
  if (shape === 'SIGMOID') return 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'LINEAR_EXACT') return clamped((value - center) / width + 0.5);
  // A width of 1 is a step, PS3.3 C.11.2.1.2.1.
  if (width <= 1) return value > center - 0.5 ? 1 : 0;
  return clamped((value - (center - 0.5)) / (width - 1) + 0.5);
}

const clamped = (share: number) => Math.min(1, Math.max(0, share));

const MOST_STEPS = 65_536;

/** What each stored value looks like: opaque greys as a canvas has them, from the lowest value on, `steps` a value. */
export interface GreyTable {
  greys: Uint32Array<ArrayBuffer>;
  lowest: number;
  steps: number;
}

/** One entry for each stored value; where there are more than 16 bits of them, they share entries. */
export function greyTable({ lowest, highest, toModality }: Picture, voi: ShapedWindow | LookupTable, inverted: boolean): GreyTable {
  const range = highest - lowest;
  const steps = range < MOST_STEPS ? 1 : (MOST_STEPS - 1) / range;
  const greys = new Uint32Array(Math.floor(range * steps) + 1);
  for (let i = 0; i < greys.length; i++) {
    const share = shade(voi, toModality(lowest + i / steps));
    greys[i] = opaque(Math.round(255 * (inverted ? 1 - share : share)));
  }
  return { greys, lowest, steps };
}

/** Red, green, blue and alpha of a grey in the order in which a canvas keeps its bytes. */
const opaque = (grey: number) => (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
