import { items, type DataSet, type Element } from './dicomJson';
import { fold } from '../ui/fold';

/** One line of a data set as it is listed: sequences and their items one step further in. */
export interface AttributeRow {
  /** Unique in the list: tags and item numbers from the root. */
  path: string;
  depth: number;
  tag: string;
  keyword: string;
  vr: string;
  value: string;
  /** Set on the heading of an item, from 1. */
  item?: number;
}

const LONGEST_VALUE = 400;

/** `(0028,0010)` of `00280010`. */
export const tagText = (tag: string): string => `(${tag.slice(0, 4)},${tag.slice(4)})`;

/** Every attribute of a data set in the order of tags. */
export function rowsOf(dataSet: DataSet, keywordOf: (tag: string) => string, path = '', depth = 0): AttributeRow[] {
  return Object.entries(dataSet)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([tag, element]) => {
      const own = { path: `${path}${tag}`, depth, tag, keyword: keywordOf(tag), vr: element?.vr ?? '', value: valueOf(element) };
      const within = items(dataSet, tag).flatMap((item, i) => [
        { ...own, path: `${own.path}.${i}`, depth: depth + 1, keyword: '', value: '', item: i + 1 },
        ...rowsOf(item, keywordOf, `${own.path}.${i}.`, depth + 2),
      ]);
      return [own, ...(element?.vr === 'SQ' ? within : [])];
    });
}

/** Empty for a sequence; undefined bytes are not shown. */
function valueOf(element: Element | undefined): string {
  if (!element || element.vr === 'SQ') return '';
  return (element.Value ?? []).map(one).join('\\').slice(0, LONGEST_VALUE);
}

function one(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const { Alphabetic = '', Ideographic, Phonetic } = value as { Alphabetic?: string; Ideographic?: string; Phonetic?: string };
  return [Alphabetic, Ideographic, Phonetic].filter(Boolean).join('=');
}

/** Rows that hold every word of the search, in tag, keyword or value; marks and capitals do not matter. */
export function matching(rows: readonly AttributeRow[], search: string): AttributeRow[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  return rows.filter(({ tag, keyword, value }) => {
    const text = fold(`${tagText(tag)} ${tag} ${keyword} ${value}`);
    return words.every((word) => text.includes(word));
  });
}
