import type { CaseSummary, Priority } from '../api/types';
import { standing } from './deadline';

const RANK: Record<Priority, number> = { STAT: 0, URGENT: 1, ROUTINE: 2 };

/** Unanswered cases first, the most urgent and then the soonest due on top; answered ones after, newest first. */
export function inReadingOrder(cases: readonly CaseSummary[]): CaseSummary[] {
  const answered = (c: CaseSummary) => standing(c, 0).urgency === 'done';
  return [...cases].sort((a, b) => {
    const [doneA, doneB] = [answered(a), answered(b)];
    if (doneA !== doneB) return doneA ? 1 : -1;
    if (doneA) return b.updatedAt.localeCompare(a.updatedAt);
    return RANK[a.priority] - RANK[b.priority] || a.deadline.localeCompare(b.deadline);
  });
}
