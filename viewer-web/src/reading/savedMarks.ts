import type { ImageAnnotations } from '../api/types';
import { items, number, numbers, text, type DataSet } from './dicomJson';
import type { Point } from './geometry';
import { measure, PLACES, type Measurement, type MeasurementKind } from './measure/measurement';
import type { Pixels } from './measure/statistics';
import { isKind, kindNamed } from './measure/trackingIdentifier';
import { presentationOf } from './presentation';
import { reportOf } from './structuredReport';
import type { Frame, Series, StudyDocument } from './study';
import { isOn, type KeptMarks } from './useMarks';

const worded = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The marks as the gateway keeps them, each with what it tells now. */
export function toAnnotations({ measurements, keys, views }: KeptMarks, series: readonly Series[], pixelsOf: (frame: Frame) => Pixels | undefined): ImageAnnotations {
  const frames = series.flatMap((one) => one.frames);
  return {
    keyImages: keys,
    views: views.map(({ area: [from, to], ...view }) => ({
      ...view,
      rotation: view.rotation as 0,
      window: view.window ?? null,
      topLeft: { x: from[0], y: from[1] },
      bottomRight: { x: to[0], y: to[1] },
    })),
    measurements: measurements.map((one) => {
      const frame = frames.find((each) => isOn(one, each));
      const { values } = measure(one, frame?.dataSet ?? {}, frame && pixelsOf(frame));
      return {
        id: one.id,
        kind: worded(one.kind) as ImageAnnotations['measurements'][number]['kind'],
        sopInstanceUID: one.sopInstanceUID,
        frameNumber: one.frameNumber,
        points: one.points.map(([x, y]) => ({ x, y })),
        label: one.label ?? '',
        values: values.map(({ name, value, unit }) => ({ name: worded(name) as 'LENGTH', value, unit })),
      };
    }),
  };
}

export function ofAnnotations({ measurements, keyImages, views }: ImageAnnotations): KeptMarks {
  return {
    keys: keyImages,
    views: views.map(({ topLeft, bottomRight, window, ...view }) => ({
      ...view,
      window: window ?? undefined,
      area: [[topLeft.x, topLeft.y], [bottomRight.x, bottomRight.y]],
    })),
    measurements: measurements.flatMap(({ kind, points, label, id, sopInstanceUID, frameNumber }) => {
      const name = kind.toLowerCase();
      const places = points.map(({ x, y }): Point => [x, y]);
      return isKind(name) ? [{ id, kind: name, sopInstanceUID, frameNumber, points: places, label }] : [];
    }),
  };
}

/** What measurement reports and key object selections of the study say, ours or another's; and our readers' views. */
export function ofDocuments(documents: readonly StudyDocument[]): KeptMarks {
  const keys = documents
    .filter(({ kind }) => kind === 'keys')
    .flatMap(({ dataSet }) => reportOf(dataSet).children.flatMap((item) => item.images));
  const measurements = documents.filter(({ kind }) => kind === 'sr').flatMap(({ dataSet }) => ofReport(dataSet));
  const views = documents
    .filter(({ kind }) => kind === 'presentation')
    .flatMap(({ dataSet }) => presentationOf(dataSet) ?? [])
    .flatMap(({ isOurs, images: [image], area, inverted, window, rotation, mirrored }) =>
      isOurs && image && area ? [{ ...image, window, rotation, mirrored, inverted: inverted ?? false, area }] : [],
    );
  return { keys, measurements, views };
}

const ContentSequence = '0040A730';
const code = (item: DataSet) => text(items(item, '0040A043')[0] ?? {}, '00080100');
const children = (item: DataSet) => items(item, ContentSequence);
const ImagingMeasurements = '126010';
const MeasurementGroup = '125007';
const TrackingIdentifier = '112039';
const TrackingUniqueIdentifier = '112040';

/** Measurement groups of TID 1500; a report of another template has none. */
function ofReport(dataSet: DataSet): Measurement[] {
  return children(dataSet)
    .filter((item) => code(item) === ImagingMeasurements)
    .flatMap(children)
    .filter((item) => code(item) === MeasurementGroup)
    .flatMap((group) => ofGroup(group) ?? []);
}

function ofGroup(group: DataSet): Measurement | undefined {
  const content = children(group);
  const told = (name: string) => content.find((item) => code(item) === name) ?? {};
  const source = content.find((item) => children(item).some(isShape));
  const shapes = children(source ?? {}).filter(isShape);
  const image = items(children(shapes[0] ?? {})[0] ?? {}, '00081199')[0];
  const kind = kindNamed(text(told(TrackingIdentifier), '0040A160')) ?? kindOf(shapes);
  if (!kind || !image) return undefined;
  const points = pointsOf(kind, shapes);
  if (points.length !== PLACES[kind]) return undefined;
  return {
    id: text(told(TrackingUniqueIdentifier), '0040A124') || crypto.randomUUID(),
    kind,
    sopInstanceUID: text(image, '00081155'),
    frameNumber: number(image, '00081160') ?? 1,
    points,
    ...(kind === 'arrow' && { label: text(source ?? {}, '0040A160') }),
  };
}

const isShape = (item: DataSet) => text(item, '0040A040') === 'SCOORD';
const shapeType = (shape: DataSet | undefined) => text(shape ?? {}, '00700023');

function placesOf(shape: DataSet | undefined): Point[] {
  const flat = numbers(shape ?? {}, '00700022');
  return Array.from({ length: flat.length >> 1 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);
}

/** What a report of other software measured, as far as its shape tells. */
function kindOf([first, second]: readonly DataSet[]): MeasurementKind | undefined {
  const count = placesOf(first).length;
  if (shapeType(first) === 'ELLIPSE') return 'ellipse';
  if (shapeType(first) === 'POINT') return 'probe';
  if (shapeType(first) !== 'POLYLINE') return undefined;
  if (count === 2) return second ? 'bidirectional' : 'length';
  return count === 3 ? 'angle' : undefined;
}

function pointsOf(kind: MeasurementKind, shapes: readonly DataSet[]): Point[] {
  const all = shapes.flatMap(placesOf);
  if (kind === 'ellipse') {
    const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
    return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
  }
  if (kind === 'rectangle') return all.filter((_, i) => i === 0 || i === 2);
  return all;
}
