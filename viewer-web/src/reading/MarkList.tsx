import { useLanguage, useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { insertText } from './insertText';
import { measure, type Measurement } from './measure/measurement';
import { sentenceOf } from './measure/words';
import type { Pixels } from './measure/statistics';
import type { Frame, Series } from './study';
import { isOn, type KeyImage, type Marks } from './useMarks';

interface Props {
  series: readonly Series[];
  marks: Marks;
  pixelsOf: (frame: Frame) => Pixels | undefined;
  onGoTo: (mark: KeyImage) => void;
  onClose: () => void;
}

/** Every measurement and key image of the study; from here to the image, and away. */
export function MarkList({ series, marks, pixelsOf, onGoTo, onClose }: Props) {
  const t = useText();
  const language = useLanguage();
  const find = (mark: KeyImage) => {
    for (const one of series) {
      const index = one.frames.findIndex((frame) => isOn(mark, frame));
      const frame = one.frames[index];
      if (frame) return { frame, place: t('viewer.list.place', { series: one.number ?? one.modality, slice: index + 1 }) };
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
                <button type="button" className="button quiet" onClick={() => insertText(sentence(one, found.frame))}>
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
                <button type="button" className="button quiet" onClick={() => marks.toggleKey(found.frame)}>
                  {t('viewer.remove')}
                </button>
              </li>
            );
          })}
        </ul>
      </section>
    </Modal>
  );
}
