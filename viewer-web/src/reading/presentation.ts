import { items, number, numbers, text, type DataSet } from './dicomJson';
import type { Point } from './geometry';
import { bordersOf, type Appearance, type ImageView } from './imageView';
import type { KeyImage } from './useMarks';

/** One line of a presentation state, in image places (PIXEL) or shares of the displayed area (DISPLAY), (0070,0005). */
export interface PresentedGraphic {
  points: Point[];
  closed: boolean;
  inImage: boolean;
}

export interface PresentedText {
  at: Point;
  words: string;
  inImage: boolean;
}

/** What a Grayscale or Color Softcopy Presentation State says of the images it names (PS3.3 A.33.1, A.33.2). */
export interface Presentation extends Omit<Appearance, 'inverted' | 'area'> {
  label: string;
  /** Made by a gateway like this one, which draws no more in it than its measurement report says. */
  isOurs: boolean;
  images: KeyImage[];
  inverted: boolean | undefined;
  area: Appearance['area'] | undefined;
  graphics: PresentedGraphic[];
  texts: PresentedText[];
}

const ReferencedSeriesSequence = '00081115';
const ReferencedImageSequence = '00081140';
const ReferencedSOPInstanceUID = '00081155';
const ReferencedFrameNumber = '00081160';
const SoftcopyVOILUTSequence = '00283110';

/** Undefined where the data set names no image. */
export function presentationOf(dataSet: DataSet): Presentation | undefined {
  const references = items(dataSet, ReferencedSeriesSequence).flatMap((series) => items(series, ReferencedImageSequence));
  const images = references.map((reference) => ({
    sopInstanceUID: text(reference, ReferencedSOPInstanceUID),
    frameNumber: number(reference, ReferencedFrameNumber) ?? 1,
  }));
  if (images.length === 0) return undefined;
  const voi = items(dataSet, SoftcopyVOILUTSequence)[0] ?? {};
  const [center, width] = [number(voi, '00281050'), number(voi, '00281051')];
  const annotations = items(dataSet, '00700001');
  const area = items(dataSet, '0070005A')[0] ?? {};
  const shape = text(dataSet, '20500020'); // Presentation LUT Shape
  return {
    label: text(dataSet, '00700081') || text(dataSet, '00700080'),
    isOurs: text(dataSet, '00080070') === 'Liên Viện',
    images,
    area: bordersOf(numbers(area, '00700052'), numbers(area, '00700053')),
    window: center !== undefined && width ? { center, width } : undefined,
    rotation: number(dataSet, '00700042') ?? 0,
    mirrored: text(dataSet, '00700041') === 'Y',
    inverted: shape === '' ? undefined : shape === 'INVERSE',
    graphics: annotations.flatMap((one) => items(one, '00700009').map(graphicOf)),
    texts: annotations.flatMap((one) => items(one, '00700008').map(textOf)),
  };
}

/** A kept view, to be shown as a presentation state is. */
export function presentationOfView({ sopInstanceUID, frameNumber, ...appearance }: ImageView): Presentation {
  return { ...appearance, label: '', isOurs: true, images: [{ sopInstanceUID, frameNumber }], graphics: [], texts: [] };
}

/** Circles and ellipses come as points on them (PS3.3 C.10.5.1.2). */
function graphicOf(item: DataSet): PresentedGraphic {
  const flat = numbers(item, '00700022');
  const points = Array.from({ length: flat.length >> 1 }, (_, i): Point => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);
  const type = text(item, '00700023');
  const inImage = text(item, '00700005') === 'PIXEL';
  const [a, b, c, d] = points;
  if (type === 'CIRCLE' && a && b) return { points: ring(a, Math.hypot(b[0] - a[0], b[1] - a[1])), closed: true, inImage };
  if (type === 'ELLIPSE' && a && b && c && d) return { points: ellipse(a, b, c, d), closed: true, inImage };
  return { points, closed: text(item, '00700024') === 'Y', inImage };
}

function textOf(item: DataSet): PresentedText {
  const anchor = numbers(item, '00700014');
  const corner = numbers(item, '00700010');
  const [x = 0, y = 0] = anchor.length === 2 ? anchor : corner;
  const units = text(item, anchor.length === 2 ? '00700004' : '00700003');
  return { at: [x, y], words: text(item, '00700006'), inImage: units === 'PIXEL' };
}

const turns = Array.from({ length: 48 }, (_, i) => (i / 48) * 2 * Math.PI);

const ring = ([x, y]: Point, radius: number): Point[] => turns.map((turn) => [x + radius * Math.cos(turn), y + radius * Math.sin(turn)]);

/** Ends of the major axis, then of the minor one. */
function ellipse(a: Point, b: Point, c: Point, d: Point): Point[] {
  const [cx, cy] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const [ux, uy, vx, vy] = [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2, (d[0] - c[0]) / 2, (d[1] - c[1]) / 2];
  return turns.map((turn) => [cx + ux * Math.cos(turn) + vx * Math.sin(turn), cy + uy * Math.cos(turn) + vy * Math.sin(turn)]);
}
