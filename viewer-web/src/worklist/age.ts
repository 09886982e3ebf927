/** An age in the unit a radiologist thinks in: days below 2 months, months below 2 years, else years. */
export interface Age {
  value: number;
  unit: 'day' | 'month' | 'year';
}

const DAY_MS = 24 * 60 * 60 * 1000;

function parse(day: string): [number, number, number] | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(day);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

/** The age on a day; null where the birth date is unknown, not a full date, or in the future. */
export function ageOn(birthDate: string | null | undefined, day: string): Age | null {
  const birth = parse(birthDate ?? '');
  const on = parse(day);
  if (!birth || !on) return null;
  const days = Math.round((Date.UTC(on[0], on[1] - 1, on[2]) - Date.UTC(birth[0], birth[1] - 1, birth[2])) / DAY_MS);
  if (days < 0) return null;
  const months = (on[0] - birth[0]) * 12 + on[1] - birth[1] - (on[2] < birth[2] ? 1 : 0);
  if (months < 2) return { value: days, unit: 'day' };
  if (months < 24) return { value: months, unit: 'month' };
  return { value: Math.floor(months / 12), unit: 'year' };
}
