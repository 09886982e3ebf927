import { PLACES, type MeasurementKind } from './measurement';

export const isKind = (name: string): name is MeasurementKind => name in PLACES;

/** Cornerstone's names of what ours are called; OHIF writes and wants them, with a name and version before a colon. */
const TOOLS: Record<string, MeasurementKind> = {
  cobbangle: 'cobb',
  ellipticalroi: 'ellipse',
  rectangleroi: 'rectangle',
  arrowannotate: 'arrow',
  cardiothoracicratio: 'cardiothoracic',
};

const OF_A_PROGRAM = /^\w+@[\^~]?[\d.]+:/;

/** What the program that measured calls its tool, without the program: `CircleROI` of `Cornerstone3DTools@^0.1.0:CircleROI`. */
export const toolNamed = (identifier: string): string => identifier.replace(OF_A_PROGRAM, '');

/** The measurement that a Tracking Identifier (112039, DCM) speaks of, where it is one of ours. */
export function kindNamed(identifier: string): MeasurementKind | undefined {
  const name = identifier.split(':').at(-1)?.toLowerCase() ?? '';
  return isKind(name) ? name : TOOLS[name];
}
