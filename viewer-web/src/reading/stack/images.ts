import { AHEAD, dropFrame, dropFrames, fetchFrame } from '../frames';
import type { Pixels } from '../measure/statistics';
import type { Frame } from '../study';
import { decoders } from './decoders';
import { pictureOf, type Picture } from './picture';
import { shapeOf } from './shape';

const CACHE_BYTES = 1_073_741_824;

/** In the order of their last use, the oldest first. */
const pictures = new Map<string, Picture>();
const coming = new Map<string, Promise<Picture>>();
let bytes = 0;
/** Counts what was forgotten: what was on its way by then is not kept. */
let generation = 0;

export const shownBefore = (imageId: string): Picture | undefined => pictures.get(imageId);

/** A frame ready to be drawn; what is looked at goes before what is loaded ahead. */
export function load(frame: Frame, urgent = false): Promise<Picture> {
  const { imageId } = frame;
  const known = pictures.get(imageId);
  if (known) {
    pictures.delete(imageId);
    pictures.set(imageId, known);
    return Promise.resolve(known);
  }
  const under = coming.get(imageId);
  if (under) return under;
  const picture = decoded(frame, urgent);
  coming.set(imageId, picture);
  const done = () => coming.get(imageId) === picture && coming.delete(imageId);
  picture.then(done, done);
  return picture;
}

async function decoded(frame: Frame, urgent: boolean): Promise<Picture> {
  const born = generation;
  const { imageId, dataSet } = frame;
  const [encoded, shape] = await Promise.all([fetchFrame(imageId, urgent ? 'high' : AHEAD), shapeOf(dataSet)]);
  const { transferSyntaxUID } = encoded;
  const raw = decoders.decode({ transferSyntaxUID, frame: { bytes: encoded.bytes, shape } }, urgent);
  const picture = await pictureOf(dataSet, await raw.finally(() => dropFrame(imageId)));
  if (born === generation) keep(imageId, picture);
  return picture;
}

function keep(imageId: string, picture: Picture): void {
  if (pictures.has(imageId)) return;
  pictures.set(imageId, picture);
  bytes += picture.samples.byteLength;
  for (const [oldest, old] of pictures) {
    if (bytes <= CACHE_BYTES || oldest === imageId) break;
    pictures.delete(oldest);
    bytes -= old.samples.byteLength;
  }
}

/** Patient data does not outlive the page that shows it. */
export function forgetAll(): void {
  generation += 1;
  pictures.clear();
  coming.clear();
  bytes = 0;
  dropFrames();
}

/** The values of a frame that is in the cache, after the modality LUT; undefined until it is loaded. */
export function pixelsOf(imageId: string): Pixels | undefined {
  const picture = pictures.get(imageId);
  return picture && valuesOf(picture);
}

export function valuesOf({ columns, rows, colour, samples, toModality }: Picture): Pixels {
  const inside = (column: number, row: number) => column >= 0 && row >= 0 && column < columns && row < rows;
  const at = (column: number, row: number) => samples[row * columns + column] ?? 0;
  return {
    columns,
    rows,
    value: (column, row) => (colour || !inside(column, row) ? undefined : toModality(at(column, row))),
    samples: (column, row) => {
      if (!inside(column, row)) return [];
      const first = (row * columns + column) * 3;
      return colour ? [...samples.subarray(first, first + 3)] : [toModality(at(column, row))];
    },
  };
}
