import { expect, test } from 'vitest';
import { fromSearch, isNarrowed, toSearch } from '../../src/worklist/filter';

test('an address without parameters shows what the person comes for', () => {
  expect(fromSearch(new URLSearchParams(), 'CONSULTING').state).toBe('READABLE');
  expect(fromSearch(new URLSearchParams(), 'REQUESTING').state).toBe('ALL');
});

test('an address says what was chosen and nothing else, and is read back', () => {
  const filter = { ...fromSearch(new URLSearchParams(), 'CONSULTING'), modality: 'CT', assignee: 'me', sort: 'PATIENT' };
  const search = toSearch(filter, 'CONSULTING');
  expect(search.toString()).toBe('modality=CT&assignee=me&sort=PATIENT');
  expect(fromSearch(search, 'CONSULTING')).toEqual(filter);
});

test('a state or an order alone narrows nothing down', () => {
  const filter = fromSearch(new URLSearchParams('state=CLOSED&sort=PATIENT'), 'CONSULTING');
  expect(isNarrowed(filter)).toBe(false);
  expect(isNarrowed({ ...filter, from: '2026-11-22' })).toBe(true);
});
