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

/** Edges of what a camera sees: `viewUp` on the screen, the normal from the image towards the eye. */
export function edgesOfCamera(viewUp: Vector, viewPlaneNormal: Vector): Edges {
  const [ux, uy, uz] = viewUp;
  const [nx, ny, nz] = viewPlaneNormal;
  const right = letters([uy * nz - uz * ny, uz * nx - ux * nz, ux * ny - uy * nx]);
  const top = letters(viewUp);
  return { top, right, bottom: opposite(top), left: opposite(right) };
}

/** Edges from Patient Orientation (0020,0020): the directions of the rows and of the columns. */
export function edgesOfProjection([row = '', column = '']: readonly string[]): Edges {
  return { top: opposite(column), right: row, bottom: column, left: opposite(row) };
}
