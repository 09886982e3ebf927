import type { CaseState, CaseSummary, Priority } from '../api/types';

/** How a case stands against its promise. */
export interface Standing {
  urgency: 'calm' | 'near' | 'late' | 'done';
  /** Milliseconds until the deadline; negative once it has passed. */
  leftMs: number;
  /** Share of the promised time that is gone, 0 to 1. */
  spent: number;
}

/** The promise is a signed result: in these states it is kept, what follows is the gateways' work. */
const KEPT: ReadonlySet<CaseState> = new Set<CaseState>([
  'RETURNING',
  'SEALING',
  'SIGNED',
  'AWAITING_COUNTERSIGNATURE',
  'CLOSED',
  'DECLINED',
]);

/** The share of the time that may go by before a case is shown as near: a STAT case warns at half. */
const NEAR_AT: Record<Priority, number> = { STAT: 0.5, URGENT: 0.7, ROUTINE: 0.8 };

export function standing(
  { state, signed, priority, createdAt, deadline }: Pick<CaseSummary, 'state' | 'signed' | 'priority' | 'createdAt' | 'deadline'>,
  now: number,
): Standing {
  const start = Date.parse(createdAt);
  const end = Date.parse(deadline);
  const leftMs = end - now;
  const spent = end > start ? Math.min(1, Math.max(0, (now - start) / (end - start))) : 1;
  if (signed || KEPT.has(state)) return { urgency: 'done', leftMs, spent };
  if (leftMs < 0) return { urgency: 'late', leftMs, spent };
  return { urgency: spent >= NEAR_AT[priority] ? 'near' : 'calm', leftMs, spent };
}

/** `1:05` below a day (hours:minutes), `2d 3h` above; the sign is the caller's to word. */
export function duration(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
}
