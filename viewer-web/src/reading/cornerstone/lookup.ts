import * as core from '@cornerstonejs/core';
import type { LookupTable } from '../bulk';


/** The output for an input; inputs beyond either end take the end's (PS3.3 C.11.1.1.1). */
export function lookUp({ first, values }: LookupTable, input: number): number {
  return values[Math.min(values.length - 1, Math.max(0, Math.round(input) - first))] ?? 0;
}

type Colours = ReturnType<typeof core.utilities.createLinearRGBTransferFunction>;

/** Grey as Cornerstone's shader wants it: straight between two values, or the table's curve. */
export function straight(range: core.Types.VOIRange, inverted: boolean): Colours {
  const colours = core.utilities.createLinearRGBTransferFunction(range);
  if (inverted) core.utilities.invertRgbTransferFunction(colours);
  return colours;
}

export function curve(table: LookupTable, inverted: boolean): Colours {
  const last = table.first + table.values.length - 1;
  const colours = core.utilities.createLinearRGBTransferFunction({ lower: table.first, upper: last });
  colours.removeAllPoints();
  const full = 2 ** table.bits - 1;
  // The shader samples the curve; more points than this could not be told apart.
  const step = Math.max(1, Math.floor(table.values.length / 2048));
  for (let i = 0; i < table.values.length; i += step) {
    const grey = Math.min(1, (table.values[i] ?? 0) / full);
    colours.addRGBPoint(table.first + i, grey, grey, grey);
  }
  if (inverted) core.utilities.invertRgbTransferFunction(colours);
  return colours;
}
