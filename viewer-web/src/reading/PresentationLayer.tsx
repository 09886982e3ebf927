import { apply, type Matrix, type Point } from './geometry';
import type { Presentation } from './presentation';

/** Graphics and texts of a presentation state over its image; those given for the display lie on the pane. */
export function PresentationLayer({ presentation, matrix, size }: { presentation: Presentation; matrix: Matrix; size: { width: number; height: number } }) {
  const place = (point: Point, inImage: boolean): Point =>
    inImage ? apply(matrix, point) : [point[0] * size.width, point[1] * size.height];
  return (
    <svg className="image-layer" width={size.width} height={size.height} aria-hidden="true">
      {presentation.graphics.map(({ points, closed, inImage }, i) => (
        <path key={i} className="presented" d={`M${points.map((point) => place(point, inImage).join(' ')).join('L')}${closed ? 'Z' : ''}`} />
      ))}
      {presentation.texts.map(({ at, words, inImage }, i) => {
        const [x, y] = place(at, inImage);
        return (
          <text key={i} className="mark-text" x={x} y={y}>
            {words}
          </text>
        );
      })}
    </svg>
  );
}
