import { expect, test } from 'vitest';
import type { CaseSummary } from '../../src/api/types';
import { duration, standing } from '../../src/worklist/deadline';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000).toISOString();
const now = Date.parse(at(0));

const waiting = (over: Partial<CaseSummary>): CaseSummary =>
  ({ caseId: 'c', state: 'READABLE', signed: false, priority: 'ROUTINE', createdAt: at(-30), updatedAt: at(-1), deadline: at(30), ...over }) as CaseSummary;

test('a STAT case warns at half of its time, a routine one later', () => {
  expect(standing(waiting({ priority: 'STAT' }), now).urgency).toBe('near');
  expect(standing(waiting({ priority: 'ROUTINE' }), now).urgency).toBe('calm');
  expect(standing(waiting({ createdAt: at(-90), deadline: at(10) }), now).urgency).toBe('near');
});

test('a case is late once its deadline has passed', () => {
  const { urgency, leftMs, spent } = standing(waiting({ deadline: at(-9) }), now);
  expect(urgency).toBe('late');
  expect(leftMs).toBe(-9 * 60_000);
  expect(spent).toBe(1);
});

test('a signed case is never late', () => {
  expect(standing(waiting({ deadline: at(-9), signed: true }), now).urgency).toBe('done');
  expect(standing(waiting({ deadline: at(-9), state: 'RETURNING' }), now).urgency).toBe('done');
});

test('a duration is told in days, hours and minutes, without a sign', () => {
  expect(duration(65 * 60_000)).toEqual({ days: 0, hours: 1, minutes: 5 });
  expect(duration(-(26 * 60 + 59) * 60_000)).toEqual({ days: 1, hours: 2, minutes: 59 });
});
