// @ts-expect-error The package that Cornerstone brings its data dictionary in has no types.
import dcmjs from 'dcmjs';

const DICTIONARY = dcmjs.data.DicomMetaDictionary.dictionary as Record<string, { name?: string } | undefined>;

/** The PS3.6 keyword of a tag of eight hex digits; repeating groups 50xx and 60xx share one entry. */
export function keywordOf(tag: string): string {
  const group = tag.startsWith('60') || tag.startsWith('50') ? `${tag.slice(0, 2)}xx` : tag.slice(0, 4);
  return DICTIONARY[`(${group},${tag.slice(4)})`]?.name ?? '';
}
