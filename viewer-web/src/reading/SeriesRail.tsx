import { useState } from 'react';
import { useText } from '../i18n';
import { DocumentIcon } from '../ui/icons';
import { SERIES_DRAG } from './PaneView';
import type { Series, Study, StudyDocument } from './study';
import './rail.css';

interface Props {
  study: Study;
  /** UIDs of the series that are in a pane now. */
  shown: readonly string[];
  /** Thumbnails wait until the first image is on the screen: the line and the gateway are its own. */
  opened: boolean;
  onChoose: (series: Series) => void;
  onDocument: (document: StudyDocument) => void;
}

/** The series of a study as pictures, and below them what the study holds besides images. */
export function SeriesList({ study, shown, opened, onChoose, onDocument }: Props) {
  const t = useText();
  return (
    <>
      <ul>
        {study.series.map((series, i) => (
          <li key={series.seriesInstanceUID}>
            <button
              type="button"
              className="thumb"
              data-series={series.seriesInstanceUID}
              aria-pressed={shown.includes(series.seriesInstanceUID)}
              draggable
              onDragStart={(event) => event.dataTransfer.setData(SERIES_DRAG, series.seriesInstanceUID)}
              onClick={() => onChoose(series)}
            >
              <Thumbnail series={series} opened={opened} />
              <span className="thumb-text">
                <b>{series.description || t('reading.seriesName', { number: series.number ?? i + 1 })}</b>
                <span className="sub">{`${series.modality} · ${t('reading.slices', { count: series.frames.length })}`}</span>
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
                <button type="button" className="rail-document" onClick={() => onDocument(document)}>
                  <DocumentIcon />
                  <span>
                    {t(`viewer.document.${document.kind}`)}
                    <span className="sub">{document.description}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** The gateway's small picture; where it has none, the modality in letters. */
function Thumbnail({ series, opened }: { series: Series; opened: boolean }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className="thumb-image">
      {failed ? series.modality : opened && <img src={series.thumbnailUrl} alt="" loading="lazy" draggable={false} onError={() => setFailed(true)} />}
    </span>
  );
}
