import type { useText, Language } from '../../i18n';
import type { Measured, MeasuredValue, Measurement, ValueUnit } from './measurement';

type Text = ReturnType<typeof useText>;

/** Digits after the mark: enough to compare, not more than the image can tell. */
const DIGITS: Partial<Record<ValueUnit, number>> = { px: 0, 'mm²': 0, 'px²': 0, HU: 1, '': 2 };

export function formatNumber(value: number, unit: ValueUnit, language: Language): string {
  const digits = DIGITS[unit] ?? 1;
  return value.toLocaleString(language, { maximumFractionDigits: digits, minimumFractionDigits: unit === 'mm' ? 1 : 0 });
}

export function valueText({ name, value, unit }: MeasuredValue, t: Text, language: Language): string {
  return `${t(`viewer.value.${name}`)} ${numberText({ name, value, unit }, language)}`;
}

function numberText({ value, unit }: MeasuredValue, language: Language): string {
  const gap = unit === '°' || unit === '' ? '' : ' ';
  return `${formatNumber(value, unit, language)}${gap}${unit}`;
}

/** Told in the list and in the result, not on the image. */
const LONG = new Set(['minimum', 'maximum', 'count']);

/** What stands beside a measurement on the image: its values, and a warning where the scale is not the patient's. */
export function linesOf({ kind, label }: Measurement, { values, scale }: Measured, t: Text, language: Language): string[] {
  if (kind === 'arrow') return (label ?? '').split('\n');
  const short = values.filter(({ name }) => !LONG.has(name));
  const [only] = short;
  const lines = only && short.length === 1 ? [numberText(only, language)] : short.map((value) => valueText(value, t, language));
  const doubtful = scale === 'detector' || scale === 'magnified' || scale === 'scanned' || scale === 'unknown';
  return doubtful && kind !== 'cardiothoracic' ? [...lines, t(`viewer.scale.${scale}`)] : lines;
}

/** One measurement as a sentence for the result. */
export function sentenceOf(measurement: Measurement, measured: Measured, t: Text, language: Language): string {
  if (measurement.kind === 'arrow') return measurement.label ?? '';
  const [only, ...more] = measured.values;
  const name = t(`viewer.tool.${measurement.kind}`);
  if (only && more.length === 0) return `${name}: ${numberText(only, language)}`;
  return `${name}: ${measured.values.map((value) => valueText(value, t, language)).join(', ')}`;
}
