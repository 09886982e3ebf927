// What a peer decoded of an image, and what the first pane shows of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { option } from './browser.mjs';

/** Numbers of a file of the expectation, 4-byte floats or bytes, row by row. */
export function numbersOf({ name }, kind) {
  const bytes = readFileSync(join(option('expected'), `${name}.${kind}`));
  return kind === 'u8' ? bytes : new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

export const at = ({ columns, samples }, all, [column, row]) => [...all.slice((row * columns + column) * samples, (row * columns + column + 1) * samples)];

/** Where a pixel of the image of the first pane is in the window. */
export async function onScreen(page, [column, row]) {
  const pane = page.locator('.pane').first();
  const [a, b, c, d, e, f] = (await pane.getAttribute('data-matrix')).split(' ').map(Number);
  const corner = await page.locator('.pane-image').first().boundingBox();
  const [x, y] = [column + 0.5, row + 0.5];
  return { x: corner.x + a * x + c * y + e, y: corner.y + b * x + d * y + f };
}

/** What the first pane shows at a place of the window: red, green and blue. */
export const shownColour = (page, place) =>
  page.locator('.pane .viewport-element canvas').first().evaluate((canvas, { x, y }) => {
    const box = canvas.getBoundingClientRect();
    const [sx, sy] = [canvas.width / box.width, canvas.height / box.height];
    return [...canvas.getContext('2d').getImageData(Math.floor((x - box.left) * sx), Math.floor((y - box.top) * sy), 1, 1).data].slice(0, 3);
  }, place);
