import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useText } from '../i18n';
import type { Pane, PaneState } from './stack/Pane';
import type { Stage } from './stack/Stage';
import type { Point } from './geometry';
import { ImageLayer } from './ImageLayer';
import type { Measurement, MeasurementKind } from './measure/measurement';
import { OverlayCanvas } from './OverlayCanvas';
import { PaneInfo, Readout } from './PaneInfo';
import type { VoiWindow } from './presets';
import type { Presentation } from './presentation';
import { PresentationLayer } from './PresentationLayer';
import type { Series } from './study';
import { isOn, type Marks } from './useMarks';
import { useSize } from './useSize';

export const SERIES_DRAG = 'application/x-lienvien-series';

interface Props {
  number: number;
  stage: Stage;
  series: Series;
  active: boolean;
  kind: MeasurementKind | undefined;
  marks: Marks;
  graphics: boolean;
  lines: readonly [Point, Point][];
  priorDate?: string;
  /** To open the series in, where that is not the images' own. */
  window?: VoiWindow;
  /** The image to open the series at; without one, the middle. */
  start?: number;
  /** Shown on the images it names. */
  presentation?: Presentation;
  onActivate: () => void;
  onPane: (pane: Pane | null) => void;
  onState: (state: PaneState) => void;
  onArrow: (measurement: Measurement) => void;
  onDropSeries: (seriesInstanceUID: string) => void;
}

/** Where a dragged series may be let go. */
export function dropTarget(onDropSeries: (seriesInstanceUID: string) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(SERIES_DRAG)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const uid = event.dataTransfer.getData(SERIES_DRAG);
      if (uid) onDropSeries(uid);
    },
  };
}

/** One viewport: the image, what it is, how it lies, and a slider to walk through the series. */
export function PaneView(props: Props) {
  const { number: paneNumber, stage, series, active, kind, marks, graphics, lines, priorDate, presentation } = props;
  const t = useText();
  const element = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>(null);
  const [state, setState] = useState<PaneState | null>(null);
  const size = useSize(element);
  const opening = props.window && `${props.window.center}/${props.window.width}`;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const place = element.current;
    if (!place) return;
    const opened = stage.addPane(place, (next) => {
      setState(next);
      latest.current.onState(next);
    });
    pane.current = opened;
    latest.current.onPane(opened);
    return () => {
      stage.removePane(place);
      pane.current = null;
      latest.current.onPane(null);
    };
  }, [stage]);

  useEffect(() => {
    setState(null);
    void pane.current?.show(series.frames, latest.current.start ?? Math.floor(series.frames.length / 2), latest.current.window);
  }, [stage, series, opening]);

  const count = series.frames.length;
  const index = Math.min(state?.index ?? Math.floor(count / 2), count - 1);
  const frame = series.frames[index];
  const position = t('reading.slice', { index: index + 1, count });
  const shown = state?.status === 'shown' && frame && state.matrix ? { frame, matrix: state.matrix } : undefined;
  const presented = presentation?.images.some((image) => shown && isOn(image, shown.frame)) ? presentation : undefined;
  useEffect(() => {
    if (presented) pane.current?.present(presented);
  }, [presented]);
  return (
    <div
      className="pane"
      data-active={active}
      data-status={state?.status ?? 'loading'}
      data-series={series.seriesInstanceUID}
      data-matrix={state?.matrix?.join(' ')}
      onPointerDownCapture={props.onActivate}
      onFocusCapture={props.onActivate}
      {...dropTarget(props.onDropSeries)}
    >
      <div
        ref={element}
        className="pane-image"
        onContextMenu={(event) => event.preventDefault()}
      >
        <span className="visually-hidden" role="img" aria-label={`${t('reading.viewport', { number: paneNumber })}: ${series.description}. ${position}`} />
        {shown && graphics && <OverlayCanvas {...shown} />}
        {shown && graphics && presented && (
          <PresentationLayer presentation={presented} matrix={shown.matrix} size={size} />
        )}
        {shown && graphics && (
          <ImageLayer
            {...shown}
            slice={index + 1}
            size={size}
            pixels={pane.current?.pixels(index)}
            kind={kind}
            marks={marks}
            lines={lines}
            onArrow={props.onArrow}
          />
        )}
      </div>
      <PaneInfo
        series={series}
        frame={frame}
        state={state}
        index={index}
        size={size}
        isKey={marks.keys.some((key) => isOn(key, frame))}
        hasView={marks.views.some((view) => isOn(view, frame))}
        priorDate={priorDate}
      />
      {shown && state && <Readout element={element} pane={pane} frame={shown.frame} state={state} />}
      {state?.status !== 'shown' && (
        <p className="pane-message" role={state?.status === 'failed' ? 'alert' : 'status'} data-coarse={state?.coarse}>
          {state?.status === 'failed' ? t('reading.imageFailed') : state?.coarse ? t('reading.coarse', { coarse: state.coarse }) : t('reading.loadingImages')}
        </p>
      )}
      {count > 1 && (
        <input
          className="pane-slider"
          type="range"
          min={0}
          max={count - 1}
          value={index}
          aria-label={t('reading.sliceSlider')}
          aria-valuetext={position}
          aria-orientation="vertical"
          onChange={(event) => pane.current?.scrollTo(Number(event.target.value))}
        />
      )}
    </div>
  );
}
