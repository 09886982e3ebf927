import type { PointerEvent } from 'react';
import { useLanguage, useText } from '../i18n';
import type { DataSet } from './dicomJson';
import { apply, type Matrix, type Point } from './geometry';
import { measure, type Measurement } from './measure/measurement';
import type { Pixels } from './measure/statistics';
import { cornersOf, ellipseOf, shapeOf } from './measure/shape';
import { linesOf } from './measure/words';

interface Props {
  measurement: Measurement;
  dataSet: DataSet;
  pixels: Pixels | undefined;
  matrix: Matrix;
  width: number;
  selected: boolean;
  slice: number;
  /** Grabs a point, or without a number the whole. */
  onGrab?: (event: PointerEvent, point?: number) => void;
}

const LINE = 15;

/** One measurement on its image: lines, handles and what it says. */
export function MeasurementShape({ measurement, dataSet, pixels, matrix, width, selected, slice, onGrab }: Props) {
  const t = useText();
  const language = useLanguage();
  const { kind, points } = measurement;
  const onScreen = points.map((point) => apply(matrix, point));
  const [a, b] = points;
  const box = a && b && (kind === 'ellipse' ? ellipseOf(a, b) : kind === 'rectangle' ? cornersOf(a, b) : undefined);
  const closed = box?.map((corner) => apply(matrix, corner).join(' ')).join('L');
  const { path, guide } = shapeOf(kind, onScreen);
  const outline = closed ? `M${closed}Z` : path;
  const name = t(`viewer.tool.${kind}`);
  const lines = linesOf(measurement, measure(measurement, dataSet, pixels), t, language);
  const text = textPlace(onScreen, width);
  return (
    <g
      className="mark"
      data-kind={kind}
      data-selected={selected}
      data-mark={onGrab && measurement.id}
      data-own-keys
      tabIndex={onGrab ? 0 : -1}
      role="group"
      aria-label={`${t('viewer.shape', { name, slice })}. ${lines.join(', ')}`}
    >
      <path className="mark-halo" d={outline} />
      <path className="mark-line" d={outline} />
      {guide && <path className="mark-guide" d={guide} />}
      <path className="mark-grip" d={outline} onPointerDown={(event) => onGrab?.(event)} />
      {onGrab &&
        onScreen.map(([x, y], i) => (
          <circle
            key={i}
            className="mark-handle"
            cx={x}
            cy={y}
            r={selected ? 5 : 4}
            tabIndex={selected ? 0 : -1}
            role="button"
            data-point={i}
            aria-label={t('viewer.handle', { number: i + 1, name })}
            onPointerDown={(event) => onGrab(event, i)}
          />
        ))}
      <text className="mark-text" x={text.x} y={text.y} textAnchor={text.anchor}>
        {lines.map((line, i) => (
          <tspan key={i} x={text.x} dy={i === 0 ? 0 : LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

/** Beside the rightmost point, or left of the leftmost where the pane ends. */
function textPlace(points: readonly Point[], width: number): { x: number; y: number; anchor: 'start' | 'end' } {
  const byX = [...points].sort((one, other) => one[0] - other[0]);
  const [left, right] = [byX[0], byX.at(-1)];
  if (!left || !right) return { x: 0, y: 0, anchor: 'start' };
  if (right[0] < width * 0.72 || left[0] < 160) return { x: right[0] + 10, y: right[1] + 4, anchor: 'start' };
  return { x: left[0] - 10, y: left[1] + 4, anchor: 'end' };
}
