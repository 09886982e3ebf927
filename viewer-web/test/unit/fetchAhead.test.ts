import { expect, test } from 'vitest';
import type { Series } from '../../src/reading/study';
import { inReadingOrder } from '../../src/worklist/fetchAhead';

test('the middle image of the first series is fetched first, then its neighbours, then the next series', () => {
  const series = (name: string, count: number) =>
    ({ frames: Array.from({ length: count }, (_, i) => ({ imageId: `wadors:/${name}/${i}` })) }) as unknown as Series;
  expect(inReadingOrder([series('a', 4), series('b', 2)])).toEqual(['/a/2', '/a/1', '/a/3', '/a/0', '/b/1', '/b/0']);
});
