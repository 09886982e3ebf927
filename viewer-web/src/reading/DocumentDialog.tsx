import { useEffect, useState } from 'react';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { bytesOf } from './bulk';
import { items, text, type DataSet } from './dicomJson';
import { meaning, reportOf, type ReportItem } from './structuredReport';
import type { StudyDocument } from './study';
import type { KeyImage } from './useMarks';

interface Props {
  document: StudyDocument;
  /** Where the whole file can be had. */
  fileUrl: string;
  onGoTo: (mark: KeyImage) => void;
  onClose: () => void;
}

/** What is in a study besides images, as far as a page can show it. */
export function DocumentDialog({ document, fileUrl, onGoTo, onClose }: Props) {
  const t = useText();
  const goTo = (mark: KeyImage) => {
    onGoTo(mark);
    onClose();
  };
  return (
    <Modal title={t(`viewer.document.${document.kind}`)} onClose={onClose} wide>
      {document.description && <p className="muted">{document.description}</p>}
      {(document.kind === 'sr' || document.kind === 'keys') && <Report dataSet={document.dataSet} onGoTo={goTo} />}
      {document.kind === 'pdf' && <Pdf dataSet={document.dataSet} />}
      {document.kind === 'waveform' && <Waveform dataSet={document.dataSet} />}
      {(document.kind === 'other' || document.kind === 'presentation') && <p>{t('viewer.document.otherNotice')}</p>}
      <p>
        <a href={fileUrl} download>
          {t('viewer.document.download')}
        </a>
      </p>
    </Modal>
  );
}

function Report({ dataSet, onGoTo }: { dataSet: DataSet; onGoTo: (mark: KeyImage) => void }) {
  const t = useText();
  const root = reportOf(dataSet);
  return (
    <article className="sr" tabIndex={0}>
      <h3>{root.name}</h3>
      {root.children.length === 0 && <p className="muted">{t('viewer.document.emptyReport')}</p>}
      <Items of={root.children} onGoTo={onGoTo} />
    </article>
  );
}

function Items({ of, onGoTo }: { of: readonly ReportItem[]; onGoTo: (mark: KeyImage) => void }) {
  const t = useText();
  if (of.length === 0) return null;
  return (
    <ul>
      {of.map((item, i) => (
        <li key={i} data-type={item.type}>
          {item.name && <span className="sr-name">{item.name}</span>}
          {item.value && <span className="sr-value">{item.tool ? t(`viewer.tool.${item.tool}`) : item.value}</span>}
          {item.images.map((image) => (
            <button key={`${image.sopInstanceUID}${image.frameNumber}`} type="button" className="button quiet sr-image" onClick={() => onGoTo(image)}>
              {t('viewer.goTo')}
            </button>
          ))}
          <Items of={item.children} onGoTo={onGoTo} />
        </li>
      ))}
    </ul>
  );
}

const EncapsulatedDocument = '00420011';

/** A PDF gets a page of its own from the browser, which reads it better than any part of ours. */
function Pdf({ dataSet }: { dataSet: DataSet }) {
  const t = useText();
  const [url, setUrl] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    let made: string | undefined;
    bytesOf(dataSet[EncapsulatedDocument], leaving.signal)
      .then((bytes) => {
        if (!bytes) return setFailed(true);
        made = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/pdf' }));
        setUrl(made);
      })
      .catch(() => !leaving.signal.aborted && setFailed(true));
    return () => {
      leaving.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [dataSet]);
  if (failed) return <p role="alert">{t('viewer.document.failed')}</p>;
  if (!url) return <p role="status">{t('viewer.document.opening')}</p>;
  return (
    <p>
      <a className="button primary" href={url} target="_blank" rel="noreferrer">
        {t('viewer.document.openPdf')}
      </a>
    </p>
  );
}

const WaveformSequence = '54000100';
const ChannelDefinitionSequence = '003A0200';
const ChannelSourceSequence = '003A0208';

/** Said clearly rather than drawn badly: what was recorded, and where it can be read. */
function Waveform({ dataSet }: { dataSet: DataSet }) {
  const t = useText();
  const channels = items(dataSet, WaveformSequence).flatMap((group) => items(group, ChannelDefinitionSequence));
  const names = [...new Set(channels.map((channel) => meaning(channel, ChannelSourceSequence) || text(channel, '003A0203')))];
  return (
    <>
      <p>{t('viewer.document.waveformNotice')}</p>
      {names.length > 0 && <p className="muted">{`${t('viewer.document.channels')}: ${names.join(', ')}`}</p>}
    </>
  );
}
