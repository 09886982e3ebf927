import { useLanguage, useText } from '../i18n';
import { imageLinkText } from '../report/imageLinks';
import { Modal } from '../ui/Modal';
import { number, TAG } from './dicomJson';
import { intoResult } from './insertText';
import { measure, type Measurement } from './measure/measurement';
import { sentenceOf } from './measure/words';
import type { Pixels } from './measure/statistics';
import type { Frame, Series } from './study';
import { isOn, type KeyImage, type Marks } from './useMarks';

interface Props {
  series: readonly Series[];
  marks: Marks;
  pixelsOf: (frame: Frame) => Pixels | undefined;
  caseId: string;
  onGoTo: (mark: KeyImage) => void;
  onClose: () => void;
}

/** What leads to an image from the text of the result; empty where the series has no number. */
function linkTo(series: Series, frame: Frame): string {
  const instanceNumber = number(frame.source, TAG.InstanceNumber);
  if (series.number === undefined || instanceNumber === undefined) return '';
  return imageLinkText({ seriesNumber: series.number, instanceNumber });
}

/** Every measurement and key image of the study; from here to the image, and away. */
export function MarkList({ series, marks, pixelsOf, caseId, onGoTo, onClose }: Props) {
  const t = useText();
  const language = useLanguage();
  const find = (mark: KeyImage) => {
    for (const one of series) {
      const index = one.frames.findIndex((frame) => isOn(mark, frame));
      const frame = one.frames[index];
      if (frame) return { frame, link: linkTo(one, frame), place: t('viewer.list.place', { series: one.number ?? one.modality, slice: index + 1 }) };
    }
    return undefined;
  };
  const goTo = (mark: KeyImage) => {
    onGoTo(mark);
    onClose();
  };
  const sentence = (measurement: Measurement, frame: Frame) =>
    sentenceOf(measurement, measure(measurement, frame.dataSet, pixelsOf(frame)), t, language);
  return (
    <Modal title={t('viewer.list.title')} onClose={onClose}>
      <section className="mark-list">
        <h3>{t('viewer.list.measurements')}</h3>
        {marks.measurements.length === 0 && <p className="muted">{t('viewer.list.noMeasurements')}</p>}
        <ul>
          {marks.measurements.map((one) => {
            const found = find(one);
            if (!found) return null;
            return (
              <li key={one.id}>
                <button type="button" className="mark-go" title={t('viewer.goTo')} onClick={() => goTo(one)}>
                  <span>{sentence(one, found.frame)}</span>
                  <span className="sub">{found.place}</span>
                </button>
                <button type="button" className="button quiet" onClick={() => intoResult(caseId, [sentence(one, found.frame), found.link].filter(Boolean).join(' '))}>
                  {t('viewer.insert')}
                </button>
                <button type="button" className="button quiet" onClick={() => marks.remove(one.id)}>
                  {t('viewer.remove')}
                </button>
              </li>
            );
          })}
        </ul>
        {marks.measurements.length > 1 && (
          <button type="button" className="button quiet" onClick={marks.clear}>
            {t('viewer.removeAll')}
          </button>
        )}
        <h3>{t('viewer.list.keys')}</h3>
        {marks.keys.length === 0 && <p className="muted">{t('viewer.list.noKeys')}</p>}
        <ul>
          {marks.keys.map((key) => {
            const found = find(key);
            if (!found) return null;
            return (
              <li key={`${key.sopInstanceUID}/${key.frameNumber}`}>
                <button type="button" className="mark-go" title={t('viewer.goTo')} onClick={() => goTo(key)}>
                  {found.place}
                </button>
                {found.link && (
                  <button type="button" className="button quiet" onClick={() => intoResult(caseId, found.link)}>
                    {t('viewer.insert')}
                  </button>
                )}
                <button type="button" className="button quiet" onClick={() => marks.toggleKey(found.frame)}>
                  {t('viewer.remove')}
                </button>
              </li>
            );
          })}
        </ul>
        <h3>{t('viewer.list.views')}</h3>
        {marks.views.length === 0 && <p className="muted">{t('viewer.list.noViews')}</p>}
        <ul>
          {marks.views.map((view) => {
            const found = find(view);
            return (
              found && (
                <li key={`${view.sopInstanceUID}/${view.frameNumber}`}>
                  <button type="button" className="mark-go" data-show-view title={t('viewer.showView')} onClick={() => goTo(view)}>
                    {found.place}
                  </button>
                  <button type="button" className="button quiet" onClick={() => marks.dropView(view)}>
                    {t('viewer.remove')}
                  </button>
                </li>
              )
            );
          })}
        </ul>
      </section>
    </Modal>
  );
}
