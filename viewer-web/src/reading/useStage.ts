import { useEffect, useState } from 'react';
import { Stage } from './cornerstone/Stage';

export interface StageState {
  stage: Stage | null;
  failed: boolean;
  /** True after the browser took the graphics context away and the images were opened again. */
  restored: boolean;
}

/** A stage for as long as the component lives; a new one after its graphics context was lost. */
export function useStage(): StageState {
  const [state, setState] = useState<StageState>({ stage: null, failed: false, restored: false });
  const [generation, setGeneration] = useState(0);
  useEffect(() => {
    let gone = false;
    let opened: Stage | null = null;
    const onLost = () => {
      if (!gone) setGeneration((before) => before + 1);
    };
    Stage.open(onLost).then(
      (fresh) => {
        opened = fresh;
        if (gone) fresh.close();
        else setState({ stage: fresh, failed: false, restored: generation > 0 });
      },
      () => setState({ stage: null, failed: true, restored: false }),
    );
    return () => {
      gone = true;
      opened?.close();
      setState((before) => ({ ...before, stage: null }));
    };
  }, [generation]);
  return state;
}
