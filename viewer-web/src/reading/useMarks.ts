import { useMemo, useState } from 'react';
import type { ImageView } from './imageView';
import type { Measurement } from './measure/measurement';

export interface KeyImage {
  sopInstanceUID: string;
  frameNumber: number;
}

/** What of it is kept. */
export interface KeptMarks {
  measurements: Measurement[];
  keys: KeyImage[];
  /** At most one an image. */
  views: ImageView[];
}

/** What the reader has put on the images: measurements, which images matter, and how some are to be seen. */
export interface Marks extends KeptMarks {
  selected: string | undefined;
  select: (id: string | undefined) => void;
  put: (measurement: Measurement) => void;
  remove: (id: string) => void;
  clear: () => void;
  toggleKey: (image: KeyImage) => void;
  keepView: (view: ImageView) => void;
  dropView: (of: KeyImage) => void;
  load: (kept: KeptMarks) => void;
}

export const imageOf = ({ sopInstanceUID, frameNumber }: KeyImage): KeyImage => ({ sopInstanceUID, frameNumber });

export const isOn = (mark: KeyImage, frame: KeyImage | undefined): boolean =>
  mark.sopInstanceUID === frame?.sopInstanceUID && mark.frameNumber === frame.frameNumber;

export function useMarks(): Marks {
  const [measurements, setMeasurements] = useState<Measurement[]>([]);
  const [keys, setKeys] = useState<KeyImage[]>([]);
  const [views, setViews] = useState<ImageView[]>([]);
  const [selected, select] = useState<string>();
  return useMemo(
    () => ({
      measurements,
      keys,
      views,
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
            : [...all, imageOf(frame)],
        ),
      keepView: (view) => setViews((all) => [...all.filter((one) => !isOn(one, view)), view]),
      dropView: (of) => setViews((all) => all.filter((one) => !isOn(one, of))),
      load: (kept) => {
        setMeasurements(kept.measurements);
        setKeys(kept.keys);
        setViews(kept.views);
      },
    }),
    [measurements, keys, views, selected],
  );
}
