import { expect, test } from 'vitest';
import type { Prior } from '../../src/api/types';
import type { DataSet } from '../../src/reading/dicomJson';
import { counterpart, DEFAULT_RULES, hang, priorFor, ruleFor, type HangingRule } from '../../src/reading/hanging';
import type { Series, Study } from '../../src/reading/study';

const AXIAL = [1, 0, 0, 0, 1, 0];
const SAGITTAL = [0, 1, 0, 0, 0, -1];

function series(uid: string, modality: string, description = '', orientation?: number[]): Series {
  const dataSet: DataSet = orientation
    ? { '00200037': { Value: orientation }, '00200032': { Value: [0, 0, 0] }, '00200052': { Value: ['1'] }, '00280030': { Value: [1, 1] } }
    : {};
  const frame = { imageId: uid, sopInstanceUID: uid, frameNumber: 1, dataSet, source: dataSet };
  return { studyInstanceUID: 's', seriesInstanceUID: uid, number: 1, description, modality, bodyPart: '', frames: [frame], thumbnailUrl: '' };
}

const study = (description: string, ...all: Series[]): Study => ({ studyInstanceUID: 's', studyDate: '20261122', description, series: all, documents: [] });
const prior = (uid: string, studyDate: string, modalities: string[], studyDescription = ''): Prior => ({
  studyInstanceUID: uid, studyDate, modalities, studyDescription, patientID: '', patientName: '', bodyParts: [], numberOfInstances: 1, samePatientID: true,
});
const uids = (hanging: ReturnType<typeof hang>) => hanging.hung.map((one) => one.seriesInstanceUID);

test('a rule is found by modality and body part, whatever marks the procedure lost', () => {
  const head = study('', series('a', 'CT'));
  expect(ruleFor(DEFAULT_RULES, head, 'CHUP CLVT SO NAO')).toBe(DEFAULT_RULES[0]);
  expect(ruleFor(DEFAULT_RULES, head, 'CT lồng ngực')).toBe(DEFAULT_RULES[1]);
  expect(ruleFor(DEFAULT_RULES, study('', series('a', 'MR')), 'MRI sọ não')).toBe(DEFAULT_RULES.at(-1));
});

test('a word is a whole word: soi is not so', () => {
  expect(ruleFor(DEFAULT_RULES, study('', series('a', 'CT')), 'CT noi soi ao')).toBe(DEFAULT_RULES.at(-1));
});

test('without a rule that fits, the first series hangs alone', () => {
  expect(hang(ruleFor([], study('', series('a', 'CT'), series('b', 'CT')), ''), study('', series('a', 'CT'), series('b', 'CT')), undefined)).toEqual({
    layout: { rows: 1, columns: 1 },
    hung: [{ seriesInstanceUID: 'a', window: undefined }, { seriesInstanceUID: 'b' }],
  });
});

test('the prior hangs beside the study; while it is on its way its pane stays empty, and without one there is no pane', () => {
  const [rule] = DEFAULT_RULES as [HangingRule];
  const current = study('', series('a', 'CT', 'Sọ não 5 mm', AXIAL));
  const before = study('', series('x', 'CT', 'Scout', SAGITTAL), series('y', 'CT', 'So nao', AXIAL));
  expect(hang(rule, current, undefined).layout).toEqual({ rows: 1, columns: 1 });
  expect(uids(hang(rule, current, 'awaited'))).toEqual(['a', undefined]);
  expect(hang(rule, current, 'awaited').layout).toEqual({ rows: 1, columns: 2 });
  expect(uids(hang(rule, current, before))).toEqual(['a', 'y']);
  expect(hang(rule, current, before).hung[1]?.window).toEqual({ center: 40, width: 80 });
});

test('one series hangs in two windows where a rule says so', () => {
  const chest = hang(DEFAULT_RULES[1] as HangingRule, study('', series('a', 'CT')), undefined);
  expect(chest.layout).toEqual({ rows: 1, columns: 2 });
  expect(chest.hung.map(({ window }) => window?.center)).toEqual([50, -600]);
});

test('series are chosen by words of their description as well', () => {
  const rule: HangingRule = { modalities: [], words: [], rows: 1, columns: 1, cells: [{ study: 'current', series: 't2 ax', window: 'default' }] };
  expect(uids(hang(rule, study('', series('a', 'MR', 'T1'), series('b', 'MR', 'T2 AX')), undefined))).toEqual(['b', 'a']);
});

test('a Hounsfield window is for CT only', () => {
  const [rule] = DEFAULT_RULES as [HangingRule];
  expect(hang(rule, study('', series('a', 'MR')), undefined).hung[0]?.window).toBeUndefined();
});

test('the prior to compare with is of the modality, of the body part rather than not, and the latest before the study', () => {
  const current = study('CT sọ não', series('a', 'CT'));
  const priors = [
    prior('later', '20270101', ['CT'], 'CT sọ não'),
    prior('belly', '20260101', ['CT'], 'CT bụng'),
    prior('head', '20240101', ['CT'], 'CT sọ não có tiêm'),
    prior('older', '20200101', ['CT'], 'CT sọ não'),
    prior('mr', '20260601', ['MR'], 'MRI sọ não'),
  ];
  expect(priorFor(priors, current, '')?.studyInstanceUID).toBe('head');
  expect(priorFor([priors[4] as Prior], current, '')).toBeUndefined();
});

test('the counterpart of a series lies as it lies', () => {
  const axial = series('a', 'MR', 'T1', AXIAL);
  expect(counterpart(axial, [series('s', 'MR', 'T1', SAGITTAL), series('t', 'MR', 'T2', AXIAL)])?.seriesInstanceUID).toBe('t');
  expect(counterpart(axial, [series('c', 'CT', 'T1', AXIAL)])).toBeUndefined();
});
