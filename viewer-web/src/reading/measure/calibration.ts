import { items, number, numbers, TAG, text, type DataSet } from '../dicomJson';
import type { Point } from '../geometry';

/**
 * Where a scale comes from (PS3.3 10.7):
 * - `patient`: Pixel Spacing of a cross-section, true in the patient.
 * - `calibrated`: Pixel Spacing of a projection, corrected by the modality for magnification or a fiducial.
 * - `detector`: the size at the detector's plane; the patient is smaller than it.
 * - `magnified`: the size at the detector over the Estimated Radiographic Magnification Factor.
 * - `scanned`: Nominal Scanned Pixel Spacing, the size on the film.
 * - `region`: an ultrasound region's own scale (PS3.3 C.8.5.5.1).
 * - `unknown`: nothing says it; only pixels can be counted.
 */
export type ScaleSource = 'patient' | 'calibrated' | 'detector' | 'magnified' | 'scanned' | 'region' | 'unknown';

export type ScaleUnit = 'mm' | 's' | 'Hz' | 'cm/s' | 'px';

/** What one step to the next column (x) and to the next row (y) is worth. */
export interface Scale {
  x: number;
  y: number;
  xUnit: ScaleUnit;
  yUnit: ScaleUnit;
  source: ScaleSource;
}

export const PIXELS: Scale = { x: 1, y: 1, xUnit: 'px', yUnit: 'px', source: 'unknown' };

/** True where lengths and areas can be told in millimetres. */
export const isSpatial = (scale: Scale): boolean => scale.xUnit === 'mm' && scale.yUnit === 'mm';

/** The scale that holds for all of the points; pixels where there is none. */
export function scaleOf(dataSet: DataSet, points: readonly Point[]): Scale {
  const regions = items(dataSet, TAG.SequenceOfUltrasoundRegions);
  if (regions.length > 0) return regionScale(regions, points) ?? PIXELS;
  return imageScale(dataSet) ?? PIXELS;
}

/** Pairs in DICOM are row spacing, column spacing: the step down first (PS3.3 10.7.1.3). */
function pair(values: readonly number[], source: ScaleSource, divisor = 1): Scale | undefined {
  const [down, right] = values;
  if (!down || !right || down < 0 || right < 0) return undefined;
  return { x: right / divisor, y: down / divisor, xUnit: 'mm', yUnit: 'mm', source };
}

function imageScale(dataSet: DataSet): Scale | undefined {
  const spacing = numbers(dataSet, TAG.PixelSpacing);
  const atDetector = numbers(dataSet, TAG.ImagerPixelSpacing);
  if (spacing.length === 2) {
    const projected = atDetector.length === 2;
    const same = projected && spacing.every((value, i) => Math.abs(value - (atDetector[i] ?? 0)) < 1e-6 * value);
    const corrected = text(dataSet, TAG.PixelSpacingCalibrationType) !== '' || (projected && !same);
    if (corrected) return pair(spacing, 'calibrated');
    return same ? detectorScale(dataSet, atDetector) : pair(spacing, 'patient');
  }
  if (atDetector.length === 2) return detectorScale(dataSet, atDetector);
  return pair(numbers(dataSet, TAG.NominalScannedPixelSpacing), 'scanned');
}

function detectorScale(dataSet: DataSet, atDetector: readonly number[]): Scale | undefined {
  const factor = number(dataSet, TAG.EstimatedRadiographicMagnificationFactor);
  return factor && factor >= 1 ? pair(atDetector, 'magnified', factor) : pair(atDetector, 'detector');
}

/** Physical Units X and Y Direction (0018,6024), (0018,6026) that a length can be told in; centimetres become millimetres. */
const UNITS: Record<number, { unit: ScaleUnit; factor: number }> = {
  3: { unit: 'mm', factor: 10 },
  4: { unit: 's', factor: 1 },
  5: { unit: 'Hz', factor: 1 },
  7: { unit: 'cm/s', factor: 1 },
};

function regionScale(regions: readonly DataSet[], points: readonly Point[]): Scale | undefined {
  const region = regions.find((one) => points.every((point) => isInside(one, point)));
  if (!region || points.length === 0) return undefined;
  const x = UNITS[number(region, TAG.PhysicalUnitsXDirection) ?? 0];
  const y = UNITS[number(region, TAG.PhysicalUnitsYDirection) ?? 0];
  const dx = Math.abs(number(region, TAG.PhysicalDeltaX) ?? 0);
  const dy = Math.abs(number(region, TAG.PhysicalDeltaY) ?? 0);
  if (!x || !y || !dx || !dy) return undefined;
  return { x: dx * x.factor, y: dy * y.factor, xUnit: x.unit, yUnit: y.unit, source: 'region' };
}

/** Region bounds name the first and the last pixel, both inside (PS3.3 C.8.5.5.1.2). */
function isInside(region: DataSet, [x, y]: Point): boolean {
  const bound = (tag: string) => number(region, tag) ?? NaN;
  return (
    x >= bound(TAG.RegionLocationMinX0) &&
    x <= bound(TAG.RegionLocationMaxX1) + 1 &&
    y >= bound(TAG.RegionLocationMinY0) &&
    y <= bound(TAG.RegionLocationMaxY1) + 1
  );
}
