import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useText } from '../i18n';
import { apply, invert, type Matrix, type Point } from './geometry';
import { completed, isComplete, placedAt, press, release, shownPoints, type Draft } from './measure/draft';
import type { Measurement, MeasurementKind } from './measure/measurement';
import type { Pixels } from './measure/statistics';
import { MeasurementShape } from './MeasurementShape';
import type { Frame } from './study';
import { isOn, type Marks } from './useMarks';
import './marks.css';

interface Props {
  frame: Frame;
  slice: number;
  matrix: Matrix;
  size: { width: number; height: number };
  pixels: Pixels | undefined;
  /** The measuring tool in hand, if any. */
  kind: MeasurementKind | undefined;
  marks: Marks;
  /** Asks for the words of an arrow. */
  onArrow: (measurement: Measurement) => void;
  /** Lines in image places: where another image cuts this one. */
  lines: readonly [Point, Point][];
}

interface Grab {
  measurement: Measurement;
  point: number | undefined;
  from: Point;
}

const STEPS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const moved = (measurement: Measurement, point: number | undefined, [dx, dy]: Point): Measurement => ({
  ...measurement,
  points: measurement.points.map(([x, y], i) => (point === undefined || point === i ? [x + dx, y + dy] : [x, y])),
});

/** What lies over an image: measurements to be drawn and moved, and the lines of other images. */
export function ImageLayer({ frame, slice, matrix, size, pixels, kind, marks, onArrow, lines }: Props) {
  const t = useText();
  const layer = useRef<SVGSVGElement>(null);
  const [draft, setDraft] = useState<Draft>();
  const [grab, setGrab] = useState<Grab>();
  const drawing = kind && draft?.kind === kind ? draft : undefined;

  const imagePlace = (event: PointerEvent): Point => {
    const corner = layer.current?.getBoundingClientRect();
    return apply(invert(matrix), [event.clientX - (corner?.left ?? 0), event.clientY - (corner?.top ?? 0)]);
  };
  const finish = (of: MeasurementKind, points: Point[]) => {
    const { sopInstanceUID, frameNumber } = frame;
    const measurement: Measurement = { id: crypto.randomUUID(), kind: of, sopInstanceUID, frameNumber, points };
    setDraft(undefined);
    marks.put(measurement);
    marks.select(measurement.id);
    if (of === 'arrow') onArrow(measurement);
  };
  const settle = (next: Draft) => (isComplete(next) ? finish(next.kind, completed(next)) : setDraft(next));

  const onPointerDown = (event: PointerEvent) => {
    if (!kind || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const next = press(drawing, kind, imagePlace(event));
    setDraft(next);
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = imagePlace(event);
    if (grab) {
      const change: Point = [at[0] - grab.from[0], at[1] - grab.from[1]];
      marks.put(moved(grab.measurement, grab.point, change));
    } else if (drawing) setDraft({ ...drawing, moving: at });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (grab) setGrab(undefined);
    else if (drawing && event.button === 0) settle(release(drawing, imagePlace(event)));
  };
  const onGrab = (measurement: Measurement) => (event: PointerEvent, point?: number) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    layer.current?.setPointerCapture(event.pointerId);
    marks.select(measurement.id);
    setGrab({ measurement, point, from: imagePlace(event) });
  };
  const onMarkKey = (event: KeyboardEvent, measurement: Measurement, point: number | undefined) => {
    const step = STEPS[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') marks.remove(measurement.id);
    else if (event.key === 'Enter' || event.key === ' ') marks.select(measurement.id);
    else if (step) marks.put(moved(measurement, point, event.shiftKey ? [step[0] * 10, step[1] * 10] : step));
    else return;
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = (event.target as SVGElement).closest<SVGElement>('[data-mark]');
    const measurement = marks.measurements.find(({ id }) => id === place?.dataset.mark);
    const point = (event.target as SVGElement).dataset.point;
    if (measurement) onMarkKey(event, measurement, point === undefined ? undefined : Number(point));
    else if (event.key === 'Escape') setDraft(undefined);
    else if (event.key === 'Enter' && kind) {
      const middle = apply(invert(matrix), [size.width / 2, size.height / 2]);
      finish(kind, placedAt(kind, middle, size.width / 10 / Math.hypot(matrix[0], matrix[1])));
      event.preventDefault();
    }
  };

  // Listened to without React: its shortcuts of the page are heard in the capture phase, and no key that is meant for a
  // mark goes on from here.
  const onKeyDownNow = useRef(onKeyDown);
  useEffect(() => {
    onKeyDownNow.current = onKeyDown;
  });
  useEffect(() => {
    const place = layer.current;
    const keys = (event: KeyboardEvent) => {
      onKeyDownNow.current(event);
      event.stopPropagation();
    };
    place?.addEventListener('keydown', keys);
    return () => place?.removeEventListener('keydown', keys);
  }, []);

  const own = marks.measurements.filter((one) => isOn(one, frame));
  const shared = { dataSet: frame.dataSet, pixels, matrix, width: size.width, slice };
  return (
    <svg
      ref={layer}
      className="image-layer"
      data-tool={kind}
      width={size.width}
      height={size.height}
      tabIndex={kind ? 0 : undefined}
      role={kind ? 'application' : 'presentation'}
      aria-label={kind ? t(`viewer.tool.${kind}`) : undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
    >
      {lines.map((ends, i) => (
        <path key={i} className="reference-line" d={`M${ends.map((end) => apply(matrix, end).join(' ')).join('L')}`} />
      ))}
      {own.map((one) => (
        <MeasurementShape key={one.id} measurement={one} selected={one.id === marks.selected} onGrab={onGrab(one)} {...shared} />
      ))}
      {drawing && (
        <MeasurementShape
          measurement={{ id: '', kind: drawing.kind, sopInstanceUID: '', frameNumber: 0, points: shownPoints(drawing) }}
          selected={false}
          {...shared}
        />
      )}
    </svg>
  );
}
