import { useState } from 'react';
import { useText } from '../i18n';
import { DocumentIcon } from '../ui/icons';
import type { Series, Study } from './study';

interface Props {
  study: Study;
  /** Indices of the series that are in a pane now. */
  shown: number[];
  onChoose: (seriesIndex: number) => void;
}

/** The series of the study as pictures, and below them what the study holds besides images. */
export function SeriesRail({ study, shown, onChoose }: Props) {
  const t = useText();
  return (
    <nav className="rail" aria-label={t('reading.series')}>
      <ul>
        {study.series.map((series, i) => (
          <li key={series.seriesInstanceUID}>
            <button type="button" className="thumb" aria-pressed={shown.includes(i)} onClick={() => onChoose(i)}>
              <Thumbnail series={series} />
              <span className="thumb-text">
                <b>{series.description || t('reading.seriesName', { number: series.number ?? i + 1 })}</b>
                <span className="sub">{t('reading.slices', { count: series.frames.length })}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {study.documents.length > 0 && (
        <div className="rail-documents">
          <h2>{t('reading.documents')}</h2>
          <ul>
            {study.documents.map((document) => (
              <li key={document.sopInstanceUID}>
                <DocumentIcon />
                <span>
                  {t(`reading.document.${document.kind}`)}
                  <span className="sub">{document.description}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </nav>
  );
}

/** The gateway's small picture; where it has none, the modality in letters. */
function Thumbnail({ series }: { series: Series }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className="thumb-image">
      {failed ? series.modality : <img src={series.thumbnailUrl} alt="" loading="lazy" onError={() => setFailed(true)} />}
    </span>
  );
}
