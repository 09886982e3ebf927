import { expect, test } from 'vitest';
import { ownKey } from '../../src/ui/shortcuts';

test('a key means itself until somebody moves it', () => {
  expect(ownKey('W', {})).toBe('w');
  expect(ownKey('PageDown', {})).toBe('PageDown');
});

test('a moved key answers at its new place and no more at its old one', () => {
  expect(ownKey('x', { w: 'x' })).toBe('w');
  expect(ownKey('w', { w: 'x' })).toBeNull();
});

test('two keys may change places, and one may be switched off', () => {
  const map = { w: 'z', z: 'w', i: '' };
  expect(ownKey('z', map)).toBe('w');
  expect(ownKey('w', map)).toBe('z');
  expect(ownKey('i', map)).toBeNull();
});
