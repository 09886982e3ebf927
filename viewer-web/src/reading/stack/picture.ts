import { tableOf, type LookupTable } from '../bulk';
import { number, numbers, TAG, text, type DataSet } from '../dicomJson';
import type { VoiWindow } from '../presets';
import type { Decoded } from './decode';
import { lookUp } from './greys';
import type { Samples } from './shape';

/** LINEAR, LINEAR_EXACT or SIGMOID (PS3.3 C.11.2.1.2, C.11.2.1.3). */
export interface ShapedWindow extends VoiWindow {
  shape: string;
}

/** A decoded frame and what the data set says of how it is to be seen. */
export interface Picture {
  columns: number;
  rows: number;
  /** How much higher than wide a pixel is. */
  aspect: number;
  /** Red, green and blue side by side; otherwise one stored value a pixel. */
  colour: boolean;
  samples: Samples;
  /** Of a preview: how many columns and rows share a sample. Nothing is measured on one. */
  coarse?: number;
  /** The smallest and the largest stored value. */
  lowest: number;
  highest: number;
  /** The modality LUT (PS3.3 C.11.1). */
  toModality: (stored: number) => number;
  /** The window, or else the table, that the image brings; without either, from its smallest to its largest value. */
  voi: ShapedWindow | LookupTable;
  /** MONOCHROME1: the smallest value is white. */
  inverse: boolean;
}

export async function pictureOf(dataSet: DataSet, decoded: Decoded): Promise<Picture> {
  const photometric = text(dataSet, TAG.PhotometricInterpretation);
  const toModality = await modalityOf(dataSet);
  const picture = {
    ...decoded,
    columns: number(dataSet, TAG.Columns) ?? 0,
    rows: number(dataSet, TAG.Rows) ?? 0,
    aspect: aspectOf(dataSet),
    colour: !photometric.startsWith('MONOCHROME'),
    toModality,
    inverse: photometric === 'MONOCHROME1',
  };
  return { ...picture, voi: await voiOf(dataSet, picture) };
}

async function modalityOf(dataSet: DataSet): Promise<Picture['toModality']> {
  const table = await tableOf(dataSet, TAG.ModalityLUTSequence);
  if (table) return (stored) => lookUp(table, stored);
  const slope = number(dataSet, TAG.RescaleSlope) ?? 1;
  const intercept = number(dataSet, TAG.RescaleIntercept) ?? 0;
  return (stored) => stored * slope + intercept;
}

/** Where the image brings windows as well as tables, the first window is its default (PS3.3 C.11.2.1.3). */
async function voiOf(dataSet: DataSet, picture: Omit<Picture, 'voi'>): Promise<Picture['voi']> {
  if (picture.colour) return WHOLE_COLOUR;
  const [center, width] = [number(dataSet, TAG.WindowCenter), number(dataSet, TAG.WindowWidth)];
  const shape = text(dataSet, TAG.VOILUTFunction) || 'LINEAR';
  if (center !== undefined && width !== undefined && width > 0) return { center, width, shape };
  return (await tableOf(dataSet, TAG.VOILUTSequence)) ?? fullWindow(picture);
}

const WHOLE_COLOUR: ShapedWindow = { center: 128, width: 256, shape: 'LINEAR' };

/** From the smallest to the largest value of the image. */
export function fullWindow({ lowest, highest, toModality }: Pick<Picture, 'lowest' | 'highest' | 'toModality'>): ShapedWindow {
  const [one, other] = [toModality(lowest), toModality(highest)];
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  // LINEAR is black up to and including center - 0.5 - (width - 1) / 2, and white from center - 0.5 + (width - 1) / 2.
  return { center: (low + high + 1) / 2, width: high - low + 1, shape: 'LINEAR' };
}

/** Rows lie as far apart as Pixel Spacing or, without one, Pixel Aspect Ratio says (PS3.3 C.7.6.3.1.7). */
function aspectOf(dataSet: DataSet): number {
  for (const tag of [TAG.PixelSpacing, TAG.ImagerPixelSpacing, TAG.NominalScannedPixelSpacing, PixelAspectRatio]) {
    const [vertical, horizontal] = numbers(dataSet, tag);
    if (vertical && horizontal && vertical > 0 && horizontal > 0) return vertical / horizontal;
  }
  return 1;
}

const PixelAspectRatio = '00280034';
