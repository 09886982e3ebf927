/** Stands in for xmlbuilder2, which vtk.js imports for XML writers that the viewer never calls. */
export function create(): never {
  throw new Error('The viewer writes no XML.');
}
