import { useEffect, useState } from 'react';
import { Stage } from './stack/Stage';

/** A stage for as long as the component lives. */
export function useStage(): Stage | null {
  const [stage, setStage] = useState<Stage | null>(null);
  useEffect(() => {
    const opened = new Stage();
    setStage(opened);
    return () => opened.close();
  }, []);
  return stage;
}
