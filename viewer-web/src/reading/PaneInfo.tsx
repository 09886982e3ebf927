import { useEffect, useState, type RefObject } from 'react';
import { useLanguage, useText } from '../i18n';
import { formatDay } from '../ui/clock';
import { Remaining } from '../ui/Remaining';
import type { Pane, PaneState } from './stack/Pane';
import { number, TAG, text } from './dicomJson';
import { apply, invert } from './geometry';
import { valueUnit } from './measure/measurement';
import { formatNumber } from './measure/words';
import { edgesOf } from './orientation';
import { ScaleBar } from './ScaleBar';
import type { Frame, Series } from './study';

interface Props {
  series: Series;
  frame: Frame | undefined;
  state: PaneState | null;
  index: number;
  size: { width: number; height: number };
  isKey: boolean;
  hasView: boolean;
  /** Set for a study that is not the one to be read. */
  priorDate?: string;
}

/** What stands in the corners and at the edges of an image. */
export function PaneInfo({ series, frame, state, index, size, isKey, hasView, priorDate }: Props) {
  const t = useText();
  const dataSet = frame?.dataSet ?? {};
  const thickness = number(dataSet, TAG.SliceThickness);
  const location = number(dataSet, TAG.SliceLocation);
  const ratio = number(dataSet, TAG.LossyImageCompressionRatio);
  const lossy = text(dataSet, TAG.LossyImageCompression) === '01';
  const edges = state?.matrix && edgesOf(dataSet, state.matrix);
  return (
    <>
      <div className="pane-text top-left">
        {priorDate !== undefined && <span className="pane-prior">{t('viewer.prior.badge', { date: formatDay(priorDate) })}</span>}
        <b>{series.number === undefined ? series.modality : `${series.modality} · ${t('reading.seriesName', { number: series.number })}`}</b>
        <span>{series.description}</span>
        {isKey && <span className="pane-key">{t('viewer.keyImage')}</span>}
        {hasView && <span className="pane-view" data-view>{t('viewer.keptView')}</span>}
        {lossy && (
          <span className="pane-warning" data-lossy>
            {ratio ? t('reading.lossyRatio', { ratio: ratio.toFixed(1) }) : t('reading.lossy')}
          </span>
        )}
      </div>
      <div className="pane-text bottom-left">
        <span data-slice>{t('reading.slice', { index: index + 1, count: series.frames.length })}</span>
        {state && state.status === 'shown' && state.loaded < series.frames.length && (
          <span data-loaded>
            {t('reading.loaded', { loaded: state.loaded, all: series.frames.length })}{' '}
            <Remaining from={{ at: state.loadingSince, done: 0 }} now={{ at: Date.now(), done: state.loaded }} all={series.frames.length} />
          </span>
        )}
        {location !== undefined && <span>{t('reading.location', { mm: location.toFixed(1) })}</span>}
        {thickness !== undefined && <span>{t('reading.thickness', { mm: Math.round(thickness * 100) / 100 })}</span>}
      </div>
      <div className="pane-text bottom-right">
        {state?.turned && <span>{t('viewer.turned')}</span>}
        {state?.inverted && <span>{t('reading.inverted')}</span>}
        {state && <span data-zoom>{t('reading.zoomed', { percent: Math.round(state.zoom * 100) })}</span>}
        {state?.colour && <span data-window>{t('viewer.colourMap')}</span>}
        {state?.curved && <span data-window>{t('viewer.table')}</span>}
        {state?.window && !state.colour && !state.curved && <span data-window>{t('reading.window', state.window)}</span>}
      </div>
      {state?.matrix && <ScaleBar dataSet={dataSet} matrix={state.matrix} size={size} />}
      {edges &&
        (['top', 'right', 'bottom', 'left'] as const).map((edge) => (
          <span key={edge} className={`pane-edge ${edge}`} aria-hidden="true">
            {edges[edge]}
          </span>
        ))}
    </>
  );
}

/** The value under the pointer, after the modality LUT. */
export function Readout({ element, pane, frame, state }: { element: RefObject<HTMLElement | null>; pane: RefObject<Pane | null>; frame: Frame; state: PaneState }) {
  const t = useText();
  const language = useLanguage();
  const [at, setAt] = useState<{ x: number; y: number }>();
  useEffect(() => {
    const place = element.current;
    if (!place) return;
    const move = (event: PointerEvent) => {
      const corner = place.getBoundingClientRect();
      setAt({ x: event.clientX - corner.left, y: event.clientY - corner.top });
    };
    const leave = () => setAt(undefined);
    place.addEventListener('pointermove', move);
    place.addEventListener('pointerleave', leave);
    return () => {
      place.removeEventListener('pointermove', move);
      place.removeEventListener('pointerleave', leave);
    };
  }, [element]);
  if (!at || !state.matrix) return null;
  const [x, y] = apply(invert(state.matrix), [at.x, at.y]).map(Math.floor) as [number, number];
  const samples = pane.current?.pixels(state.index)?.samples(x, y) ?? [];
  if (samples.length === 0) return null;
  const unit = valueUnit(frame.dataSet);
  const value = samples.map((sample) => formatNumber(sample, unit, language)).join(' ');
  return (
    <span className="pane-readout" data-readout={samples.join(' ')} data-column={x} data-row={y} aria-hidden="true">
      {t('viewer.cursor', { x, y, value: `${value} ${unit}`.trim() })}
    </span>
  );
}
