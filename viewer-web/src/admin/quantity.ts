import type { Language } from '../i18n';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const LOCALE: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

/** Decimal units, as disks are sold and lines are rented. */
export function formatBytes(bytes: number, language: Language): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(LOCALE[language], { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${UNITS[power]}`;
}

export function formatCount(count: number, language: Language): string {
  return count.toLocaleString(LOCALE[language]);
}
