import { useEffect, useState } from 'react';
import type { Pane } from './stack/Pane';
import { number, TAG, type DataSet } from './dicomJson';

const USUAL_RATE = 10;

/** Frames a second as the modality wants them shown (PS3.3 C.7.6.5.1.1, C.7.6.14), or an ordinary rate. */
export function cineRateOf(dataSet: DataSet): number {
  const frameTime = number(dataSet, TAG.FrameTime);
  const rate = number(dataSet, TAG.CineRate) ?? (frameTime ? 1000 / frameTime : USUAL_RATE);
  return Math.min(60, Math.max(1, Math.round(rate)));
}

/** Runs through the images of a pane, over and over. */
export function useCine(pane: () => Pane | null | undefined, running: boolean, dataSet: DataSet | undefined) {
  const usual = cineRateOf(dataSet ?? {});
  const [chosen, setRate] = useState<number>();
  const rate = chosen ?? usual;
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => pane()?.scrollBy(1, true), 1000 / rate);
    return () => window.clearInterval(timer);
  });
  return { rate, setRate };
}
