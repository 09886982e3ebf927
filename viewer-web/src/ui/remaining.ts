/** How far a work was at a moment. */
export interface Standing {
  at: number;
  done: number;
}

const FEWEST_MS = 2000;

/** How long the rest of a work takes at its pace so far, in milliseconds; undefined before there is a pace. */
export function remainingMs(from: Standing, now: Standing, all: number): number | undefined {
  const [done, ms] = [now.done - from.done, now.at - from.at];
  return done > 0 && ms >= FEWEST_MS && now.done < all ? (ms / done) * (all - now.done) : undefined;
}
