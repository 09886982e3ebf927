import type { Prior } from '../api/types';
import { foldedWords } from '../ui/fold';
import { isParallel, planeOf } from './planes';
import { presetsFor, type PresetName, type VoiWindow } from './presets';
import type { Series, Study } from './study';
import type { Hanging, Hung } from './useScreen';

/** What hangs in one pane. */
export interface HangingCell {
  study: 'current' | 'prior';
  /** A number counts the series of the study from 1; words are looked for in their descriptions. */
  series: string;
  window: PresetName;
}

/** For which studies, and what hangs where in them; row by row. */
export interface HangingRule {
  /** None: any modality. */
  modalities: string[];
  /** One of them stands in body part, procedure or a description; none: anything. */
  words: string[];
  rows: number;
  columns: number;
  cells: HangingCell[];
}

const own = (series: string, window: PresetName = 'default'): HangingCell => ({ study: 'current', series, window });
const before = (series: string, window: PresetName = 'default'): HangingCell => ({ study: 'prior', series, window });
const beside = (window: PresetName = 'default') => ({ rows: 1, columns: 2, cells: [own('1', window), before('1', window)] });

const HEAD = ['sọ', 'não', 'đầu', 'head', 'brain', 'skull'];
const CHEST = ['ngực', 'phổi', 'chest', 'thorax', 'lung'];
const BELLY = ['bụng', 'gan', 'abdomen', 'liver', 'pelvis'];

/** What everybody starts from: the prior at the right wherever there is one. */
export const DEFAULT_RULES: readonly HangingRule[] = [
  { modalities: ['CT'], words: HEAD, ...beside('brain') },
  {
    modalities: ['CT'],
    words: CHEST,
    rows: 2,
    columns: 2,
    cells: [own('1', 'mediastinum'), own('1', 'lung'), before('1', 'mediastinum'), before('1', 'lung')],
  },
  { modalities: ['CT'], words: BELLY, ...beside('abdomen') },
  { modalities: [], words: [], ...beside() },
];

const ALONE: HangingRule = { modalities: [], words: [], rows: 1, columns: 1, cells: [own('1')] };

const wordsOf = (study: Study, procedure: string) =>
  foldedWords([procedure, study.description, ...study.series.flatMap((one) => [one.bodyPart, one.description])].join(' '));
const anyIn = (words: readonly string[], text: string) => words.some((word) => text.includes(foldedWords(word)));

/** The first rule that fits a study; where none does, its first series alone. */
export function ruleFor(rules: readonly HangingRule[], study: Study, procedure: string): HangingRule {
  const text = wordsOf(study, procedure);
  const modalities = study.series.map(({ modality }) => modality);
  const fits = (rule: HangingRule) =>
    (rule.modalities.length === 0 || rule.modalities.some((one) => modalities.includes(one))) &&
    (rule.words.length === 0 || anyIn(rule.words, text));
  return rules.find(fits) ?? ALONE;
}

export const wantsPrior = (rule: HangingRule): boolean => rule.cells.some(({ study }) => study === 'prior');

/** The prior to compare with: of a modality of the study, of the same body part rather than not, and then the latest. */
export function priorFor(priors: readonly Prior[], study: Study, procedure: string): Prior | undefined {
  const text = wordsOf(study, procedure);
  const rank = (prior: Prior) => {
    if (!prior.modalities.some((one) => study.series.some(({ modality }) => modality === one))) return -1;
    const said = [...prior.bodyParts, ...foldedWords(prior.studyDescription).split(' ')].filter((word) => word.length > 2);
    return (anyIn(said, text) ? 2 : 0) + (prior.studyDate <= study.studyDate ? 1 : 0);
  };
  return priors
    .map((prior) => ({ prior, rank: rank(prior) }))
    .filter(({ rank: found }) => found >= 0)
    .sort((a, b) => b.rank - a.rank || b.prior.studyDate.localeCompare(a.prior.studyDate))[0]?.prior;
}

/** The series of another study that is most like one: modality first, then how it lies, then what it is called. */
export function counterpart(series: Series, candidates: readonly Series[]): Series | undefined {
  const plane = planeOf(series.frames[0]?.dataSet ?? {});
  const words = foldedWords(series.description).trim().split(' ');
  const likeness = (other: Series) => {
    const otherPlane = planeOf(other.frames[0]?.dataSet ?? {});
    const otherWords = foldedWords(other.description);
    const alike = words.filter((word) => word && otherWords.includes(` ${word} `)).length / words.length;
    return (plane && otherPlane && isParallel(plane, otherPlane) ? 2 : 0) + alike;
  };
  return candidates
    .filter(({ modality }) => modality === series.modality)
    .map((other) => ({ other, like: likeness(other) }))
    .sort((a, b) => b.like - a.like)[0]?.other;
}

function chosen(selector: string, series: readonly Series[]): Series | undefined {
  const text = selector.trim();
  if (/^\d*$/.test(text)) return series[Math.max(1, Number(text)) - 1];
  return series.find(({ description }) => foldedWords(description).includes(foldedWords(text)));
}

function windowOf(name: PresetName, { modality }: Series): VoiWindow | undefined {
  const window = presetsFor(modality).find((preset) => preset.name === name)?.window;
  return typeof window === 'object' && 'center' in window ? window : undefined;
}

/**
 * The panes of a study by a rule. Panes that nothing fits are left out and the layout shrinks; those of a prior that
 * is still on its way stay empty for it.
 */
export function hang(rule: HangingRule, current: Study, prior: Study | 'awaited' | undefined): Hanging {
  const room = rule.rows * rule.columns;
  const filled = rule.cells.slice(0, room).flatMap((cell): Hung[] => {
    const series = chosen(cell.series, current.series);
    if (!series) return [];
    if (cell.study === 'current') return [{ seriesInstanceUID: series.seriesInstanceUID, window: windowOf(cell.window, series) }];
    if (prior === 'awaited') return [{ seriesInstanceUID: undefined }];
    const other = prior && counterpart(series, prior.series);
    return other ? [{ seriesInstanceUID: other.seriesInstanceUID, window: windowOf(cell.window, other) }] : [];
  });
  const first = current.series[0];
  const hung = filled.length > 0 || !first ? filled : [{ seriesInstanceUID: first.seriesInstanceUID }];
  const used = new Set(hung.map(({ seriesInstanceUID }) => seriesInstanceUID));
  const rest = current.series.filter(({ seriesInstanceUID }) => !used.has(seriesInstanceUID));
  const columns = Math.max(1, Math.min(rule.columns, hung.length));
  return {
    layout: { rows: Math.max(1, Math.min(rule.rows, Math.ceil(hung.length / columns))), columns },
    // A larger layout than the rule's goes on with what is not shown yet.
    hung: [...hung, ...rest.map(({ seriesInstanceUID }) => ({ seriesInstanceUID }))],
  };
}
