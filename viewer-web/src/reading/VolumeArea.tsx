import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import { CUTS, Volume, type CutState, type VolumePane } from './cornerstone/Volume';
import { presetsFor } from './presets';
import type { Series } from './study';
import './volume.css';

const PANES: VolumePane[] = [...CUTS, 'projection'];
const SLABS = [5, 10, 20, 40];

/** A series cut three ways with crosshairs, and projected; the cuts are reckoned, so nothing is measured here. */
export default function VolumeArea({ series, onClose }: { series: Series; onClose: () => void }) {
  const t = useText();
  const elements = useRef<Partial<Record<VolumePane, HTMLDivElement>>>({});
  const volume = useRef<Volume>(null);
  const [status, setStatus] = useState<'loading' | 'shown' | 'failed'>('loading');
  const [states, setStates] = useState<Partial<Record<VolumePane, CutState>>>({});
  const [slab, setSlab] = useState(0);
  /** Counts how often the browser took the graphics memory away. */
  const [lost, setLost] = useState(0);

  useEffect(() => {
    let gone = false;
    let opened: Volume | undefined;
    setStatus('loading');
    const places = elements.current as Record<VolumePane, HTMLDivElement>;
    const onState = (pane: VolumePane, state: CutState) => setStates((before) => ({ ...before, [pane]: state }));
    const onLost = () => !gone && setLost((before) => before + 1);
    // What is missing or wrong in a slice is missing in every cut and projection.
    const onBroken = () => !gone && setStatus('failed');
    Volume.open(series.frames, places, { onState, onLost, onBroken }).then(
      (fresh) => {
        opened = fresh;
        if (gone) return fresh.close();
        volume.current = fresh;
        setStatus((before) => (before === 'failed' ? before : 'shown'));
      },
      onBroken,
    );
    return () => {
      gone = true;
      opened?.close();
      volume.current = null;
    };
  }, [series, lost]);

  return (
    <div className="volume" data-status={status}>
      <div className="toolbar volume-bar" role="toolbar" aria-label={t('viewer.volume.title')}>
        <button type="button" className="tool" onClick={onClose}>
          {t('viewer.volume.close')}
        </button>
        <button type="button" className="tool" onClick={() => volume.current?.reset()}>
          {t('viewer.tool.reset')}
        </button>
        <label className="volume-choice">
          {t('viewer.volume.slab')}
          <select
            className="tool-select"
            value={slab}
            onChange={(event) => {
              const chosen = Number(event.target.value);
              setSlab(chosen);
              volume.current?.setSlab(chosen || undefined);
            }}
          >
            <option value={0}>{t('viewer.volume.whole')}</option>
            {SLABS.map((millimetres) => (
              <option key={millimetres} value={millimetres}>
                {t('viewer.volume.thick', { millimetres })}
              </option>
            ))}
          </select>
        </label>
        {series.modality === 'CT' &&
          presetsFor('CT').map(({ key, name, window }) =>
            typeof window === 'object' && 'center' in window ? (
              <button key={key} type="button" className="tool wide-only" onClick={() => volume.current?.setWindow(window)}>
                {t(`viewer.preset.${name}`)}
              </button>
            ) : null,
          )}
      </div>
      <p className="viewer-notice">{t('viewer.volume.notice')}</p>
      {lost > 0 && (
        <p className="viewer-notice" role="status">
          {t('viewer.restored')}
        </p>
      )}
      {status === 'failed' && (
        <p className="viewer-notice" role="alert">
          {t('viewer.volume.failed')}
        </p>
      )}
      <div className="panes volume-panes">
        {PANES.map((pane) => {
          const { edges, window } = states[pane] ?? {};
          return (
            <div key={pane} className="pane" data-cut={pane}>
              <div
                ref={(element) => {
                  if (element) elements.current[pane] = element;
                }}
                className="pane-image"
                role="img"
                aria-label={t(`viewer.volume.${pane}`)}
                onContextMenu={(event) => event.preventDefault()}
              />
              <div className="pane-text top-left">
                <b>{t(`viewer.volume.${pane}`)}</b>
              </div>
              {window && (
                <div className="pane-text bottom-right">
                  <span data-window>{t('reading.window', window)}</span>
                </div>
              )}
              {edges &&
                (['top', 'right', 'bottom', 'left'] as const).map((edge) => (
                  <span key={edge} className={`pane-edge ${edge}`} aria-hidden="true">
                    {edges[edge]}
                  </span>
                ))}
              {status === 'loading' && <p className="pane-message">{t('reading.loadingImages')}</p>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
