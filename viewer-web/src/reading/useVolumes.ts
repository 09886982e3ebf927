import { useEffect, useState } from 'react';
import { canCutVolumes } from './volumes';

const AFTER_MS = 1500;

/** Whether a series that could be cut can be cut in this browser; undefined until that is asked, some time after its image stands. */
export function useVolumes(cuttable: boolean, shown: boolean): boolean | undefined {
  const [possible, setPossible] = useState<boolean>();
  useEffect(() => {
    if (!cuttable || !shown || possible !== undefined) return;
    const timer = window.setTimeout(() => setPossible(canCutVolumes()), AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [cuttable, shown, possible]);
  return possible;
}
