import type * as core from '@cornerstonejs/core';
import { apply, matrixOf, middle, type Matrix, type Point } from '../geometry';

type Vector = core.Types.Point3;

/** Where the image of a viewport lies on the screen; undefined before there is one. */
export function matrixOfView(viewport: core.StackViewport): Matrix | undefined {
  const toWorld = viewport.getImageData()?.imageData.indexToWorld;
  if (!toWorld) return undefined;
  // Cornerstone counts from the middle of the first pixel, DICOM from its corner.
  const onScreen = (column: number, row: number): Point => {
    const world = toWorld([column - 0.5, row - 0.5, 0] as Vector) as Vector;
    const [x, y] = viewport.worldToCanvas(world);
    return [x, y];
  };
  const matrix = matrixOf(onScreen(0, 0), onScreen(1, 0), onScreen(0, 1));
  return matrix.every(Number.isFinite) ? matrix : undefined;
}

/** What of a patient is in sight: the middle of the view and half its height, in millimetres. */
export interface Sight {
  focus: Vector;
  halfHeight: number;
}

export function sightOf(viewport: core.StackViewport): Sight {
  const { focalPoint, parallelScale } = viewport.getCamera();
  return { focus: [...(focalPoint ?? [0, 0, 0])] as Vector, halfHeight: parallelScale ?? 1 };
}

/** Looks at a part of the image between two opposite places, as large as the viewport allows. */
export function lookBetween(viewport: core.StackViewport, [from, to]: readonly [Point, Point]): void {
  const matrix = matrixOfView(viewport);
  const toWorld = viewport.getImageData()?.imageData.indexToWorld;
  if (!matrix || !toWorld) return;
  const [[left, top], [right, bottom]] = [apply(matrix, from), apply(matrix, to)];
  const { clientWidth, clientHeight } = viewport.element;
  const share = Math.max(Math.abs(right - left) / clientWidth, Math.abs(bottom - top) / clientHeight);
  const [column, row] = middle(from, to);
  const focus = toWorld([column - 0.5, row - 0.5, 0] as Vector) as Vector;
  look(viewport, { focus, halfHeight: sightOf(viewport).halfHeight * share });
}

/** Looks at the same part of the patient, as far as the plane of the own image allows. */
export function look(viewport: core.StackViewport, { focus, halfHeight }: Sight): void {
  const { focalPoint, position, viewPlaneNormal } = viewport.getCamera();
  if (!focalPoint || !position || !viewPlaneNormal) return;
  const shift = focus.map((mm, i) => mm - (focalPoint[i] ?? 0)) as Vector;
  const out = shift.reduce((sum, mm, i) => sum + mm * (viewPlaneNormal[i] ?? 0), 0);
  const move = (from: Vector) => from.map((mm, i) => mm + (shift[i] ?? 0) - out * (viewPlaneNormal[i] ?? 0)) as Vector;
  viewport.setCamera({ focalPoint: move(focalPoint), position: move(position), parallelScale: halfHeight });
  viewport.render();
}
