import type { CaseDetail, CaseRole, CaseState } from '../api/types';

export type StepName = 'requested' | 'images' | 'proved' | 'sent' | 'read' | 'stored' | 'closed';

export interface Step {
  name: StepName;
  standing: 'done' | 'current' | 'waiting';
  /** Images that are through this step, where it is about images and their number is known. */
  count?: { done: number; all: number };
}

/** The steps a person thinks in, each with the states of the case that mean “this one is under way”. */
const STEPS: Record<CaseRole, [StepName, CaseState[]][]> = {
  REQUESTING: [
    ['requested', ['REQUESTED']],
    ['images', ['FETCHING']],
    ['proved', ['PREPARING']],
    ['sent', ['SENDING']],
    ['read', ['AWAITING_RESULT']],
    ['stored', ['RETURNING', 'SEALING']],
    ['closed', ['CLOSED']],
  ],
  CONSULTING: [
    ['images', ['ARRIVED']],
    ['read', ['READABLE']],
    ['stored', ['SIGNED', 'SEALING', 'AWAITING_COUNTERSIGNATURE']],
    ['closed', ['CLOSED']],
  ],
};

/** A case that needs attention stands where its history last saw it move. */
function effectiveState(c: CaseDetail): CaseState {
  if (c.state !== 'NEEDS_ATTENTION') return c.state;
  return c.history.findLast(({ state }) => state !== 'NEEDS_ATTENTION')?.state ?? c.state;
}

/** All images are here and nobody has signed; trouble with the PACS or the disk keeps no radiologist from reading. */
export const isToBeRead = (c: CaseDetail): boolean =>
  c.role === 'CONSULTING' && !c.signed && (c.state === 'READABLE' || c.state === 'NEEDS_ATTENTION');

export function stepsOf(c: CaseDetail): Step[] {
  const state = effectiveState(c);
  const steps = STEPS[c.role];
  const at = steps.findIndex(([, states]) => states.includes(state));
  const { expected, received, proved, peerReceived } = c.progress;
  const through: Partial<Record<StepName, number>> =
    c.role === 'REQUESTING' ? { images: received, proved, sent: peerReceived } : { images: received };
  return steps.map(([name], i) => {
    const standing = i < at || state === 'CLOSED' ? 'done' : i === at ? 'current' : 'waiting';
    const done = through[name];
    const counted = done !== undefined && expected > 0 && standing !== 'waiting';
    return counted ? { name, standing, count: { done, all: expected } } : { name, standing };
  });
}
