import { expect, test } from 'vitest';
import { ageOn } from '../../src/worklist/age';

test('years count from the birthday on', () => {
  expect(ageOn('1961-11-22', '2026-11-21')).toEqual({ value: 64, unit: 'year' });
  expect(ageOn('1961-11-22', '2026-11-22')).toEqual({ value: 65, unit: 'year' });
});

test('a child below two years is told in months, a newborn in days', () => {
  expect(ageOn('2024-12-02', '2026-11-22')).toEqual({ value: 23, unit: 'month' });
  expect(ageOn('2024-11-22', '2026-11-22')).toEqual({ value: 2, unit: 'year' });
  expect(ageOn('2026-10-30', '2026-11-22')).toEqual({ value: 23, unit: 'day' });
});

test('a birth on 29 February has its birthday on 1 March of other years', () => {
  expect(ageOn('2000-02-29', '2026-02-28')).toEqual({ value: 25, unit: 'year' });
  expect(ageOn('2000-02-29', '2026-03-01')).toEqual({ value: 26, unit: 'year' });
});

test('no age is invented from an unknown, partial or future birth date', () => {
  expect(ageOn('', '2026-11-22')).toBeNull();
  expect(ageOn(null, '2026-11-22')).toBeNull();
  expect(ageOn('1961', '2026-11-22')).toBeNull();
  expect(ageOn('2027-01-01', '2026-11-22')).toBeNull();
});
