import { expect, test } from 'vitest';
import { bitsPerSecond, draftOf, faultOf, newWindow, windowOf } from '../../src/lines/caps';
import { formatRate, parcelOf, percent } from '../../src/lines/quantities';

test('a rate is typed in megabits with a point or a comma, and not below 8 kbps', () => {
  expect(bitsPerSecond('2')).toBe(2_000_000);
  expect(bitsPerSecond(' 0,512 ')).toBe(512_000);
  for (const wrong of ['', '0.001', '-2', '2 Mbps', '1e9', '1.2.3']) expect(bitsPerSecond(wrong)).toBeNull();
});

test('caps that are edited and not changed are the same caps', () => {
  const windows = [{ direction: 'RECEIVE' as const, bitsPerSecond: 512_000, from: '22:00', to: '04:00', days: ['FRIDAY' as const] }];
  expect(draftOf({ siteId: 'b', windows, statExempt: true, edited: false }).map(windowOf)).toEqual(windows);
});

test('a cap without days or with no rate cannot be saved', () => {
  expect(faultOf(newWindow())).toBeNull();
  expect(faultOf({ ...newWindow(), rate: 'fast' })).toBe('badRate');
  expect(faultOf({ ...newWindow(), days: [] })).toBe('noDay');
});

test('a parcel tells its case and kind', () => {
  const caseId = '0d9c6c1e-98f1-4be6-8bd3-7cc2a1ffb0a1';
  expect(parcelOf(`${caseId}-study`)).toEqual({ caseId, kind: 'STUDY' });
  expect(parcelOf(`${caseId}-more_images-2`)).toEqual({ caseId, kind: 'MORE_IMAGES' });
  expect(parcelOf(`${caseId}-note-7f4c6c1e-98f1-4be6-8bd3-7cc2a1ffb0a1`)).toEqual({ caseId, kind: 'NOTE' });
  expect(parcelOf('something else')).toEqual({ caseId: '', kind: '' });
});

test('rates and shares are as people write them; availability is never rounded up to all', () => {
  expect(formatRate(640_000, 'en')).toBe('640 kbps');
  expect(formatRate(2_500_000, 'vi')).toBe('2,5 Mbps');
  expect(percent(0.99999, 'en')).toBe('99.99%');
  expect(percent(1, 'vi')).toBe('100%');
});
