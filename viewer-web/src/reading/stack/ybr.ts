/**
 * Luminance and colour difference to red, green and blue, one byte each, interleaved (PS3.3 C.7.6.3.1.2). Cornerstone
 * leaves YBR_FULL_422 as it is where it is not JPEG, and draws it black.
 */
function put(rgb: Uint8ClampedArray, at: number, y: number, cb: number, cr: number): void {
  rgb[at] = Math.floor(y + 1.402 * (cr - 128) + 0.5);
  rgb[at + 1] = Math.floor(y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128) + 0.5);
  rgb[at + 2] = Math.floor(y + 1.772 * (cb - 128) + 0.5);
}

const bytes = (rgb: Uint8ClampedArray<ArrayBuffer>) => new Uint8Array(rgb.buffer);

/** Two pixels share their colour, as native YBR_FULL_422 is stored: Y1 Y2 CB CR. */
export function rgbOfShared(ybr: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8ClampedArray((ybr.length / 2) * 3);
  for (let from = 0, to = 0; from + 3 < ybr.length; from += 4, to += 6) {
    const [cb, cr] = [ybr[from + 2] ?? 0, ybr[from + 3] ?? 0];
    put(rgb, to, ybr[from] ?? 0, cb, cr);
    put(rgb, to + 3, ybr[from + 1] ?? 0, cb, cr);
  }
  return bytes(rgb);
}

/** Every pixel has its colour: Y CB CR. */
export function rgbOfFull(ybr: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at + 2 < ybr.length; at += 3) put(rgb, at, ybr[at] ?? 0, ybr[at + 1] ?? 0, ybr[at + 2] ?? 0);
  return bytes(rgb);
}
