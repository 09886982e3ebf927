import type { Language } from '../i18n';

const LOCALE: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

/** A rate as lines are rented: decimal kilobits and megabits a second. */
export function formatRate(bitsPerSecond: number, language: Language): string {
  const [value, unit] = bitsPerSecond < 1_000_000 ? [bitsPerSecond / 1_000, 'kbps'] : [bitsPerSecond / 1_000_000, 'Mbps'];
  return `${value.toLocaleString(LOCALE[language], { maximumFractionDigits: value < 10 ? 2 : 0 })} ${unit}`;
}

/** Kilobits as megabits, for a column that names the unit. */
export function megabits(kilobits: number, language: Language): string {
  return (kilobits / 1_000).toLocaleString(LOCALE[language], { maximumFractionDigits: 2 });
}

export function percent(share: number, language: Language): string {
  return `${(Math.floor(share * 10_000) / 100).toLocaleString(LOCALE[language], { maximumFractionDigits: 2 })}%`;
}

/** What a parcel is: the case it belongs to and its kind, as its name tells. */
export function parcelOf(parcelId: string): { caseId: string; kind: string } {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([a-z_]+)(?:-|$)/.exec(parcelId);
  return match ? { caseId: match[1]!, kind: match[2]!.toUpperCase() } : { caseId: '', kind: '' };
}
