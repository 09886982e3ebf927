/** Dates and times as a Vietnamese hospital writes them: dd/MM/yyyy HH:mm in UTC+07:00, wherever the browser is. */
const HANOI_OFFSET_MS = 7 * 60 * 60 * 1000;

const two = (n: number) => String(n).padStart(2, '0');

function atHanoi(instant: string | number): Date | null {
  const shifted = new Date(new Date(instant).getTime() + HANOI_OFFSET_MS);
  return Number.isNaN(shifted.getTime()) ? null : shifted;
}

export function formatDate(instant: string | number): string {
  const d = atHanoi(instant);
  return d ? `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}` : '';
}

export function formatTime(instant: string | number): string {
  const d = atHanoi(instant);
  return d ? `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` : '';
}

export function formatDateTime(instant: string | number): string {
  const date = formatDate(instant);
  return date && `${date} ${formatTime(instant)}`;
}

/** A calendar day without a zone: DICOM DA `YYYYMMDD` or ISO `YYYY-MM-DD`; what is neither is shown as it came. */
export function formatDay(day: string | null | undefined): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(day ?? '');
  return match ? `${match[3]}/${match[2]}/${match[1]}` : (day ?? '');
}

/** The ISO day that a person typed as dd/MM/yyyy (or d-M-yyyy, d.M.yyyy); null where there is no such day. */
export function parseDay(typed: string): string | null {
  const match = /^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$/.exec(typed.trim());
  if (!match) return null;
  const iso = `${match[3]}-${two(Number(match[2]))}-${two(Number(match[1]))}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}

/** The calendar day at Hanoi of an instant, as ISO `YYYY-MM-DD`. */
export function dayAtHanoi(instant: number): string {
  return new Date(instant + HANOI_OFFSET_MS).toISOString().slice(0, 10);
}
