import { useMemo, useState } from 'react';
import type { Measurement } from './measure/measurement';
import type { Frame } from './study';

export interface KeyImage {
  sopInstanceUID: string;
  frameNumber: number;
}

/** What the reader has put on the images: measurements, and which images matter. */
export interface Marks {
  measurements: Measurement[];
  keys: KeyImage[];
  selected: string | undefined;
  select: (id: string | undefined) => void;
  put: (measurement: Measurement) => void;
  remove: (id: string) => void;
  clear: () => void;
  toggleKey: (frame: Frame) => void;
  load: (measurements: Measurement[], keys: KeyImage[]) => void;
}

export const isOn = (mark: KeyImage, frame: Frame | undefined): boolean =>
  mark.sopInstanceUID === frame?.sopInstanceUID && mark.frameNumber === frame.frameNumber;

export function useMarks(): Marks {
  const [measurements, setMeasurements] = useState<Measurement[]>([]);
  const [keys, setKeys] = useState<KeyImage[]>([]);
  const [selected, select] = useState<string>();
  return useMemo(
    () => ({
      measurements,
      keys,
      selected,
      select,
      put: (measurement) =>
        setMeasurements((all) =>
          all.some(({ id }) => id === measurement.id)
            ? all.map((one) => (one.id === measurement.id ? measurement : one))
            : [...all, measurement],
        ),
      remove: (id) => setMeasurements((all) => all.filter((one) => one.id !== id)),
      clear: () => setMeasurements([]),
      toggleKey: (frame) =>
        setKeys((all) =>
          all.some((key) => isOn(key, frame))
            ? all.filter((key) => !isOn(key, frame))
            : [...all, { sopInstanceUID: frame.sopInstanceUID, frameNumber: frame.frameNumber }],
        ),
      load: (loaded, marked) => {
        setMeasurements(loaded);
        setKeys(marked);
      },
    }),
    [measurements, keys, selected],
  );
}
