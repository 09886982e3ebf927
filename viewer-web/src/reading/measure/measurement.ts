import { TAG, text, type DataSet } from '../dicomJson';
import type { Point } from '../geometry';
import { isSpatial, PIXELS, scaleOf, type Scale, type ScaleSource, type ScaleUnit } from './calibration';
import { angle, cardiothoracicRatio, cobbAngle, ellipseArea, length, rectangleArea } from './formulas';
import { inEllipse, inRectangle, type Pixels } from './statistics';

export type MeasurementKind =
  | 'length'
  | 'angle'
  | 'cobb'
  | 'bidirectional'
  | 'ellipse'
  | 'rectangle'
  | 'probe'
  | 'arrow'
  | 'cardiothoracic';

/** How many places a measurement consists of, in the order they are set. */
export const PLACES: Record<MeasurementKind, number> = {
  length: 2,
  angle: 3, // arm, vertex, arm
  cobb: 4, // two lines
  bidirectional: 4, // long axis, short axis
  ellipse: 2, // two corners of its box
  rectangle: 2,
  probe: 1,
  arrow: 2, // tip, tail
  cardiothoracic: 4, // heart, thorax
};

/** One measurement on one frame. */
export interface Measurement {
  id: string;
  kind: MeasurementKind;
  sopInstanceUID: string;
  /** From 1, as in DICOM. */
  frameNumber: number;
  points: Point[];
  /** What an arrow says. */
  label?: string;
}

export type ValueName =
  | 'length' | 'width' | 'height' | 'angle' | 'cobb' | 'longAxis' | 'shortAxis' | 'area' | 'mean' | 'deviation'
  | 'minimum' | 'maximum' | 'count' | 'value' | 'heart' | 'thorax' | 'ratio';

export type ValueUnit = ScaleUnit | 'mm²' | 'px²' | '°' | 'HU' | 'BQML' | '';

export interface MeasuredValue {
  name: ValueName;
  value: number;
  unit: ValueUnit;
}

export interface Measured {
  values: MeasuredValue[];
  /** Where the scale came from; undefined for what needs none. */
  scale: ScaleSource | undefined;
}

/** What a measurement says. Nothing is told in millimetres where the image does not say how large a pixel is. */
export function measure({ kind, points }: Measurement, dataSet: DataSet, pixels: Pixels | undefined): Measured {
  if (points.length < PLACES[kind]) return { values: [], scale: undefined };
  const scale = scaleOf(dataSet, points);
  const [a, b, c, d] = points as [Point, Point, Point, Point];
  switch (kind) {
    case 'length':
      return { values: lengthValues(a, b, scale), scale: scale.source };
    case 'angle':
      return { values: [{ name: 'angle', value: angle(a, b, c, shape(scale)), unit: '°' }], scale: undefined };
    case 'cobb':
      return { values: [{ name: 'cobb', value: cobbAngle([a, b], [c, d], shape(scale)), unit: '°' }], scale: undefined };
    case 'bidirectional':
      return { values: axes(a, b, c, d, scale), scale: scale.source };
    case 'ellipse':
      return { values: region(scale, ellipseArea(a, b, flat(scale)), pixels && inEllipse(pixels, a, b), dataSet), scale: scale.source };
    case 'rectangle':
      return { values: region(scale, rectangleArea(a, b, flat(scale)), pixels && inRectangle(pixels, a, b), dataSet), scale: scale.source };
    case 'probe':
      return { values: probe(a, pixels, dataSet), scale: undefined };
    case 'arrow':
      return { values: [], scale: undefined };
    case 'cardiothoracic':
      return { values: thorax([a, b], [c, d], scale), scale: scale.source };
  }
}

/** Steps for lengths: millimetres or, where they are not known, pixels. */
const flat = (scale: Scale): Scale => (isSpatial(scale) ? scale : PIXELS);

/** Steps for angles and ratios: the shape of a pixel is enough, and where it is not told a pixel is square. */
const shape = flat;

/** In a time-motion or Doppler region the two directions are different things and are told apart. */
function lengthValues(a: Point, b: Point, scale: Scale): MeasuredValue[] {
  if (scale.xUnit === scale.yUnit) return [{ name: 'length', value: length(a, b, scale), unit: scale.xUnit }];
  return [
    { name: 'width', value: Math.abs(b[0] - a[0]) * scale.x, unit: scale.xUnit },
    { name: 'height', value: Math.abs(b[1] - a[1]) * scale.y, unit: scale.yUnit },
  ];
}

function axes(a: Point, b: Point, c: Point, d: Point, scale: Scale): MeasuredValue[] {
  const steps = flat(scale);
  const [one, other] = [length(a, b, steps), length(c, d, steps)];
  return [
    { name: 'longAxis', value: Math.max(one, other), unit: steps.xUnit },
    { name: 'shortAxis', value: Math.min(one, other), unit: steps.xUnit },
  ];
}

function region(scale: Scale, area: number, found: ReturnType<typeof inEllipse>, dataSet: DataSet): MeasuredValue[] {
  const unit = valueUnit(dataSet);
  const values: MeasuredValue[] = [{ name: 'area', value: area, unit: isSpatial(scale) ? 'mm²' : 'px²' }];
  if (!found) return values;
  return [
    { name: 'mean', value: found.mean, unit },
    { name: 'deviation', value: found.standardDeviation, unit },
    { name: 'minimum', value: found.minimum, unit },
    { name: 'maximum', value: found.maximum, unit },
    ...values,
    { name: 'count', value: found.count, unit: 'px' },
  ];
}

function probe([x, y]: Point, pixels: Pixels | undefined, dataSet: DataSet): MeasuredValue[] {
  const value = pixels?.value(Math.floor(x), Math.floor(y));
  return value === undefined ? [] : [{ name: 'value', value, unit: valueUnit(dataSet) }];
}

function thorax(heart: [Point, Point], chest: [Point, Point], scale: Scale): MeasuredValue[] {
  const steps = flat(scale);
  return [
    { name: 'ratio', value: cardiothoracicRatio(heart, chest, steps), unit: '' },
    { name: 'heart', value: length(...heart, steps), unit: steps.xUnit },
    { name: 'thorax', value: length(...chest, steps), unit: steps.xUnit },
  ];
}

/**
 * The unit of the modality LUT's output: Rescale Type (PS3.3 C.11.1.1.2), which for CT is Hounsfield where it is not
 * told; Units (0054,1001) for PET. Elsewhere values are only numbers.
 */
export function valueUnit(dataSet: DataSet): ValueUnit {
  const rescale = text(dataSet, TAG.RescaleType);
  if (rescale === 'HU') return 'HU';
  const modality = text(dataSet, TAG.Modality);
  if (modality === 'CT' && rescale === '' && dataSet[TAG.RescaleSlope]) return 'HU';
  return modality === 'PT' && text(dataSet, TAG.Units) === 'BQML' ? 'BQML' : '';
}
