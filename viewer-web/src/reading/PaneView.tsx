import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import type { Pane, PaneState } from './cornerstone/Pane';
import type { Stage } from './cornerstone/Stage';
import { number, TAG, text } from './dicomJson';
import type { Series } from './study';

interface Props {
  number: number;
  stage: Stage;
  series: Series;
  active: boolean;
  onActivate: () => void;
  onPane: (pane: Pane | null) => void;
}

/** One viewport: the image, what it is, how it lies, and a slider to walk through the series. */
export function PaneView({ number: paneNumber, stage, series, active, onActivate, onPane }: Props) {
  const t = useText();
  const element = useRef<HTMLDivElement>(null);
  const pane = useRef<Pane>(null);
  const [state, setState] = useState<PaneState | null>(null);
  const tellPane = useRef(onPane);
  useEffect(() => {
    tellPane.current = onPane;
  });

  useEffect(() => {
    const place = element.current;
    if (!place) return;
    const opened = stage.addPane(place, setState);
    pane.current = opened;
    tellPane.current(opened);
    return () => {
      stage.removePane(place);
      pane.current = null;
      tellPane.current(null);
    };
  }, [stage]);

  useEffect(() => {
    setState(null);
    void pane.current?.show(series.frames, Math.floor(series.frames.length / 2));
  }, [stage, series]);

  const count = series.frames.length;
  const index = Math.min(state?.index ?? Math.floor(count / 2), count - 1);
  const position = t('reading.slice', { index: index + 1, count });
  return (
    <div className="pane" data-active={active} data-status={state?.status ?? 'loading'} onPointerDownCapture={onActivate} onFocusCapture={onActivate}>
      <div
        ref={element}
        className="pane-image"
        role="img"
        aria-label={`${t('reading.viewport', { number: paneNumber })}: ${series.description}. ${position}`}
        onContextMenu={(event) => event.preventDefault()}
        // Cornerstone would cancel Tab as well, and whoever clicked an image could not leave it by keyboard.
        onKeyDownCapture={(event) => event.stopPropagation()}
      />
      <PaneInfo series={series} state={state} index={index} />
      {state?.status !== 'shown' && (
        <p className="pane-message" role={state?.status === 'failed' ? 'alert' : 'status'}>
          {state?.status === 'failed' ? t('reading.imageFailed') : t('reading.loadingImages')}
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

function PaneInfo({ series, state, index }: { series: Series; state: PaneState | null; index: number }) {
  const t = useText();
  const dataSet = series.frames[index]?.dataSet ?? {};
  const thickness = number(dataSet, TAG.SliceThickness);
  const location = number(dataSet, TAG.SliceLocation);
  const ratio = number(dataSet, TAG.LossyImageCompressionRatio);
  const lossy = text(dataSet, TAG.LossyImageCompression) === '01';
  return (
    <>
      <div className="pane-text top-left">
        <b>{series.number === undefined ? series.modality : `${series.modality} · ${t('reading.seriesName', { number: series.number })}`}</b>
        <span>{series.description}</span>
        {lossy && (
          <span className="pane-warning">
            {ratio ? t('reading.lossyRatio', { ratio: ratio.toFixed(1) }) : t('reading.lossy')}
          </span>
        )}
      </div>
      <div className="pane-text bottom-left">
        <span data-slice>{t('reading.slice', { index: index + 1, count: series.frames.length })}</span>
        {location !== undefined && <span>{t('reading.location', { mm: location.toFixed(1) })}</span>}
        {thickness !== undefined && <span>{t('reading.thickness', { mm: Math.round(thickness * 100) / 100 })}</span>}
      </div>
      <div className="pane-text bottom-right">
        {state?.inverted && <span>{t('reading.inverted')}</span>}
        {state && <span data-zoom>{t('reading.zoomed', { percent: Math.round(state.zoom * 100) })}</span>}
        {state?.window && <span data-window>{t('reading.window', state.window)}</span>}
      </div>
      {state?.edges &&
        (['top', 'right', 'bottom', 'left'] as const).map((edge) => (
          <span key={edge} className={`pane-edge ${edge}`} aria-hidden="true">
            {state.edges?.[edge]}
          </span>
        ))}
    </>
  );
}
