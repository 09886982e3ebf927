import { expect, test } from 'vitest';
import { dayAtHanoi, formatDateTime, formatDay } from '../../src/ui/clock';

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
