import { numbers, strings, TAG, type DataSet } from './dicomJson';
import { invert, type Matrix } from './geometry';

/** The letters at the four edges of an image: which side of the patient lies there (PS3.3 C.7.6.1.1.1). */
export interface Edges {
  top: string;
  right: string;
  bottom: string;
  left: string;
}

type Vector = readonly [number, number, number];

const OPPOSITE: Record<string, string> = { A: 'P', P: 'A', R: 'L', L: 'R', H: 'F', F: 'H' };
/** Below this share of a direction a letter would say more than it is true. */
const NEGLIGIBLE = 0.25;

/** The letters a direction of the patient's coordinate system (+x left, +y posterior, +z head) points to, strongest first. */
export function letters([x, y, z]: Vector): string {
  return [
    { size: Math.abs(x), letter: x < 0 ? 'R' : 'L' },
    { size: Math.abs(y), letter: y < 0 ? 'A' : 'P' },
    { size: Math.abs(z), letter: z < 0 ? 'F' : 'H' },
  ]
    .filter(({ size }) => size > NEGLIGIBLE)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map(({ letter }) => letter)
    .join('');
}

export function opposite(direction: string): string {
  return [...direction].map((letter) => OPPOSITE[letter] ?? letter).join('');
}

/**
 * Edges of an image that lies on the screen as the matrix says, turned and mirrored as it may be. Only where the image
 * says how it lies in the patient; an orientation is never guessed.
 */
export function edgesOf(dataSet: DataSet, matrix: Matrix): Edges | undefined {
  const [a, b, c, d] = invert(matrix);
  const name = namerOf(dataSet);
  if (!name) return undefined;
  // One step to the right and one step down on the screen, in steps of columns and rows of the image.
  const right = name(a, b);
  const bottom = name(c, d);
  return { top: opposite(bottom), right, bottom, left: opposite(right) };
}

function namerOf(dataSet: DataSet): ((columns: number, rows: number) => string) | undefined {
  const cosines = numbers(dataSet, TAG.ImageOrientationPatient);
  if (cosines.length === 6) {
    const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = cosines;
    return (u, v) => {
      const size = Math.hypot(u, v) || 1;
      return letters([(u * rx + v * cx) / size, (u * ry + v * cy) / size, (u * rz + v * cz) / size]);
    };
  }
  // Patient Orientation (0020,0020): the directions of the rows and of the columns; between them nothing is said.
  const [row, column] = strings(dataSet, TAG.PatientOrientation);
  if (!row || !column) return undefined;
  return (u, v) => {
    if (Math.abs(u) >= Math.abs(v)) return u > 0 ? row : opposite(row);
    return v > 0 ? column : opposite(column);
  };
}
