import { expect, test } from 'vitest';
import { bodyOf, watch, type Arrival } from '../../src/reading/arrivals';

const MEGABYTE = 1_048_576;
const pieces = Array.from({ length: 3 }, (_, i) => new Uint8Array(MEGABYTE / 2).fill(i + 1));

function answer(announced: number, more: Record<string, string> = {}): Response {
  const body = new ReadableStream({
    start(stream) {
      for (const piece of pieces) stream.enqueue(piece);
      stream.close();
    },
  });
  return new Response(body, { headers: { 'Content-Length': String(announced), ...more } });
}

test('who watches sees a large answer grow, until they look away', async () => {
  const seen: Arrival[] = [];
  const stop = watch('/large', (arrival) => {
    if (seen.push(arrival) === 2) stop();
  });
  const body = await bodyOf(answer(1.5 * MEGABYTE), '/large');
  expect(seen.map(({ soFar, all }) => [soFar.length, all])).toEqual([[MEGABYTE / 2, 1.5 * MEGABYTE], [MEGABYTE, 1.5 * MEGABYTE]]);
  expect(pieces.map((_, i) => body[(i * MEGABYTE) / 2])).toEqual([1, 2, 3]);
  expect(body.length).toBe(1.5 * MEGABYTE);
});

test('what is small, of unknown length or compressed on its way comes at once', async () => {
  let told = 0;
  const stop = watch('/one', () => (told += 1));
  for (const one of [answer(1000), answer(NaN), answer(2 * MEGABYTE, { 'Content-Encoding': 'gzip' })]) {
    expect((await bodyOf(one, '/one')).length).toBe(1.5 * MEGABYTE);
  }
  stop();
  expect(told).toBe(0);
});

test('one that is longer than it says is refused', async () => {
  await expect(bodyOf(answer(MEGABYTE + 1), '/long')).rejects.toThrow();
});
