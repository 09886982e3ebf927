import { expect, test } from 'vitest';
import { dayAtHanoi, formatDateTime, formatDay, parseDay } from '../../src/ui/clock';

test('an instant is shown in UTC+07:00 whatever the zone of the browser', () => {
  expect(formatDateTime('2026-11-21T18:05:00Z')).toBe('22/11/2026 01:05');
  expect(dayAtHanoi(Date.parse('2026-12-31T17:00:00Z'))).toBe('2027-01-01');
});

test('a day of DICOM and a day of ISO 8601 are shown alike', () => {
  expect(formatDay('19610312')).toBe('12/03/1961');
  expect(formatDay('1961-03-12')).toBe('12/03/1961');
});

test('what is not a full date is shown as it came', () => {
  expect(formatDay('1961')).toBe('1961');
  expect(formatDay(null)).toBe('');
});

test('a day typed the Vietnamese way is understood, a day that does not exist is not', () => {
  expect(parseDay('21/11/2026')).toBe('2026-11-21');
  expect(parseDay(' 1-2-2026 ')).toBe('2026-02-01');
  expect(parseDay('30/02/2026')).toBeNull();
  expect(parseDay('11/21/2026')).toBeNull();
  expect(parseDay('2026-11-21')).toBeNull();
});
