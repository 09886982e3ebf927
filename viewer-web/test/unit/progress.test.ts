import { expect, test } from 'vitest';
import type { CaseDetail } from '../../src/api/types';
import { isToBeRead, stepsOf } from '../../src/casefile/steps';

const requesting = (over: Partial<CaseDetail>): CaseDetail =>
  ({ role: 'REQUESTING', state: 'SENDING', history: [], progress: { expected: 60, received: 60, proved: 60, peerReceived: 23 }, ...over }) as CaseDetail;
const standings = (c: CaseDetail) => stepsOf(c).map(({ standing }) => standing);

test('what is behind is done, what the state names is under way, the rest waits', () => {
  expect(standings(requesting({}))).toEqual(['done', 'done', 'done', 'current', 'waiting', 'waiting', 'waiting']);
});

test('images are counted where they are, not where they have not come to', () => {
  const steps = stepsOf(requesting({}));
  expect(steps[3]).toEqual({ name: 'sent', standing: 'current', count: { done: 23, all: 60 } });
  expect(steps[4]?.count).toBeUndefined();
});

test('a closed case has every step done', () => {
  expect(new Set(standings(requesting({ state: 'CLOSED' })))).toEqual(new Set(['done']));
});

test('a case that needs attention stands where it stopped', () => {
  const history = [{ at: '', state: 'REQUESTED', reason: '' }, { at: '', state: 'FETCHING', reason: '' }, { at: '', state: 'NEEDS_ATTENTION', reason: '' }];
  const c = requesting({ state: 'NEEDS_ATTENTION', history: history as CaseDetail['history'] });
  expect(stepsOf(c).find(({ standing }) => standing === 'current')?.name).toBe('images');
});

test('a case at the consulting site is to be read until it is signed, even while it needs attention', () => {
  const consulting = (over: Partial<CaseDetail>) => requesting({ role: 'CONSULTING', signed: false, ...over });
  expect(isToBeRead(consulting({ state: 'READABLE' }))).toBe(true);
  expect(isToBeRead(consulting({ state: 'NEEDS_ATTENTION' }))).toBe(true);
  expect(isToBeRead(consulting({ state: 'NEEDS_ATTENTION', signed: true }))).toBe(false);
  expect(isToBeRead(requesting({ state: 'NEEDS_ATTENTION', signed: false }))).toBe(false);
});
