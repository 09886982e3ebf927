import type { LinkCapsOf, LinkCapsWindow } from '../api/types';

export type Day = LinkCapsWindow['days'][number];

export const DAYS: Day[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** The site that stands for all links together. */
export const ALL = '*';

const MEGA = 1_000_000;
const SLOWEST = 8_000;

/** A cap as it is typed: the rate is text until it is saved, and a key keeps the row when others go. */
export interface DraftWindow extends Omit<LinkCapsWindow, 'bitsPerSecond'> {
  key: number;
  rate: string;
}

let lastKey = 0;

export const newWindow = (): DraftWindow => ({
  key: ++lastKey,
  direction: 'SEND',
  rate: '2',
  from: '07:00',
  to: '17:00',
  days: [...DAYS],
});

export const draftOf = (caps: LinkCapsOf): DraftWindow[] =>
  caps.windows.map(({ bitsPerSecond, ...window }) => ({ ...window, key: ++lastKey, rate: String(bitsPerSecond / MEGA) }));

/** Bits a second of a typed number of Mbps, with a point or a comma; null where it is none or too slow. */
export function bitsPerSecond(typed: string): number | null {
  if (!/^\d{1,6}([.,]\d{1,6})?$/.test(typed.trim())) return null;
  const bits = Math.round(Number(typed.trim().replace(',', '.')) * MEGA);
  return bits >= SLOWEST ? bits : null;
}

/** Why a draft cannot be saved, as the end of a catalogue key. */
export function faultOf(window: DraftWindow): 'badRate' | 'noDay' | null {
  if (bitsPerSecond(window.rate) === null) return 'badRate';
  return window.days.length === 0 ? 'noDay' : null;
}

export const windowOf = ({ key: _key, rate, ...window }: DraftWindow): LinkCapsWindow => ({
  ...window,
  bitsPerSecond: bitsPerSecond(rate) ?? SLOWEST,
});
