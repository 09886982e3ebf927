import { useLanguage, useText } from '../i18n';
import type { DataSet } from './dicomJson';
import { apply, invert, magnification, roundLength, type Matrix } from './geometry';
import { isSpatial, scaleOf } from './measure/calibration';
import { formatNumber } from './measure/words';

const SHARE_OF_PANE = 0.3;

/** How long something is on the screen; absent where the image does not say how large its pixels are. */
export function ScaleBar({ dataSet, matrix, size }: { dataSet: DataSet; matrix: Matrix; size: { width: number; height: number } }) {
  const t = useText();
  const language = useLanguage();
  const middle = apply(invert(matrix), [size.width / 2, size.height / 2]);
  const scale = scaleOf(dataSet, [middle]);
  if (!isSpatial(scale)) return null;
  const pixelsPerMillimetre = magnification(matrix) / scale.x;
  const millimetres = roundLength((size.width * SHARE_OF_PANE) / pixelsPerMillimetre);
  const long = millimetres >= 10;
  const length = formatNumber(long ? millimetres / 10 : millimetres, 'px', language);
  return (
    <span className="scale-bar" data-source={scale.source} title={t(`viewer.scale.${scale.source}`)}>
      <span className="scale-bar-rule" style={{ width: `${millimetres * pixelsPerMillimetre}px` }} />
      {t('viewer.scaleBar', { length, unit: long ? 'cm' : 'mm' })}
      {scale.source === 'detector' && <span className="sub">{t('viewer.scale.detector')}</span>}
    </span>
  );
}
