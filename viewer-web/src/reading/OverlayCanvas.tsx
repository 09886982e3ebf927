import { useEffect, useRef, useState } from 'react';
import { apply, type Matrix } from './geometry';
import { overlaysOf, type OverlayPlane } from './overlays';
import type { Frame } from './study';

/** The overlay planes of an image, laid over it wherever it lies. */
export function OverlayCanvas({ frame, matrix }: { frame: Frame; matrix: Matrix }) {
  const [planes, setPlanes] = useState<OverlayPlane[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    setPlanes([]);
    void overlaysOf(frame.dataSet, frame.frameNumber, leaving.signal).then((found) => !leaving.signal.aborted && setPlanes(found));
    return () => leaving.abort();
  }, [frame]);
  return planes.map((plane, i) => <Plane key={i} plane={plane} matrix={matrix} />);
}

const COLOUR = [240, 194, 116, 255] as const;

function Plane({ plane, matrix }: { plane: OverlayPlane; matrix: Matrix }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(plane.columns, plane.rows);
    plane.bits.forEach((bit, i) => bit && picture.data.set(COLOUR, i * 4));
    context.putImageData(picture, 0, 0);
  }, [plane]);
  const [a, b, c, d] = matrix;
  const [x, y] = apply(matrix, [plane.left, plane.top]);
  return (
    <canvas
      ref={canvas}
      className="overlay-plane"
      width={plane.columns}
      height={plane.rows}
      style={{ transform: `matrix(${[a, b, c, d, x, y].join(',')})` }}
    />
  );
}
