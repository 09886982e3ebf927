import { expect, test } from 'vitest';
import { matching, rowsOf } from '../../src/reading/attributes';
import { tableOf } from '../../src/reading/bulk';
import { frameDataSet } from '../../src/reading/functionalGroups';
import { overlaysOf } from '../../src/reading/overlays';
import { presentationOf } from '../../src/reading/presentation';
import { reportOf } from '../../src/reading/structuredReport';

const keywordOf = (tag: string) => ({ '00100010': 'PatientName', '00081140': 'ReferencedImageSequence', '00081155': 'ReferencedSOPInstanceUID' })[tag] ?? '';
const NESTED = {
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Đặng^Thị Nhàn' }] },
  '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2.3'] } }] },
};

test('attributes are listed in the order of tags, items below their sequence', () => {
  expect(rowsOf(NESTED, keywordOf).map(({ keyword, depth, item, value }) => [keyword, depth, item, value])).toEqual([
    ['ReferencedImageSequence', 0, undefined, ''],
    ['', 1, 1, ''],
    ['ReferencedSOPInstanceUID', 2, undefined, '1.2.3'],
    ['PatientName', 0, undefined, 'Đặng^Thị Nhàn'],
  ]);
});

test('a search finds tags, keywords and values without marks', () => {
  const found = (search: string) => matching(rowsOf(NESTED, keywordOf), search).map(({ tag }) => tag);
  expect(found('dang thi')).toEqual(['00100010']);
  expect(found('0008,1155')).toEqual(['00081155']);
  expect(found('patient xyz')).toEqual([]);
});

test('what the functional groups say of a frame stands where a single frame has it', () => {
  const enhanced = {
    '00280010': { Value: [38] },
    '52009229': { Value: [{ '00289110': { Value: [{ '00280030': { Value: [0.5, 0.5] } }] } }] },
    '52009230': { Value: [1, 2].map((z) => ({ '00209113': { Value: [{ '00200032': { Value: [0, 0, z] } }] } })) },
  };
  const second = frameDataSet(enhanced, 1);
  expect(second['00200032']?.Value).toEqual([0, 0, 2]);
  expect(second['00280030']?.Value).toEqual([0.5, 0.5]);
  expect(second['00280010']?.Value).toEqual([38]);
});

test('an overlay is unpacked from its lowest bit on, at the place it names', async () => {
  const dataSet = {
    '60000010': { Value: [2] },
    '60000011': { Value: [5] },
    '60000050': { Value: [3, 4] },
    '60003000': { vr: 'OW', InlineBinary: btoa(String.fromCharCode(0b10100001, 0b00000010)) },
  };
  const [plane] = await overlaysOf(dataSet, 1);
  expect(plane).toMatchObject({ top: 2, left: 3, rows: 2, columns: 5 });
  expect([...(plane?.bits ?? [])]).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0, 1]);
});

test('a lookup table of 0 entries has 65,536, and one that is cut short is none', async () => {
  const table = (descriptor: number[], data: number[]) =>
    tableOf({ '00283010': { Value: [{ '00283002': { Value: descriptor }, '00283006': { Value: data } }] } }, '00283010');
  expect((await table([0, 0, 16], Array.from({ length: 65_536 }, (_, i) => i)))?.values.length).toBe(65_536);
  expect(await table([3, -5, 8], [0, 9, 255])).toEqual({ first: -5, bits: 8, values: [0, 9, 255] });
  expect(await table([4, 0, 8], [0, 9, 255])).toBeUndefined();
});

const code = (meaning: string, value = '') => ({ Value: [{ '00080100': { Value: [value] }, '00080104': { Value: [meaning] } }] });

test('a structured report is read as a tree of names and values', () => {
  const report = reportOf({
    '0040A040': { Value: ['CONTAINER'] },
    '0040A043': code('Imaging Report'),
    '0040A730': {
      Value: [
        { '0040A040': { Value: ['TEXT'] }, '0040A043': code('Finding'), '0040A160': { Value: ['Không thấy bất thường'] } },
        {
          '0040A040': { Value: ['NUM'] },
          '0040A043': code('Length'),
          '0040A300': { Value: [{ '0040A30A': { Value: ['12.5'] }, '004008EA': code('millimeter', 'mm') }] },
          '0040A730': { Value: [{ '0040A040': { Value: ['IMAGE'] }, '00081199': { Value: [{ '00081155': { Value: ['1.2.9'] } }] } }] },
        },
      ],
    },
  });
  expect(report.name).toBe('Imaging Report');
  expect(report.children.map(({ name, value }) => `${name}: ${value}`)).toEqual(['Finding: Không thấy bất thường', 'Length: 12.5 mm']);
  expect(report.children[1]?.children[0]?.images).toEqual([{ sopInstanceUID: '1.2.9', frameNumber: 1 }]);
});

test('a tracking identifier is told by the name of the tool, without the program that measured', () => {
  const tracked = (identifier: string) => reportOf({ '0040A040': { Value: ['TEXT'] }, '0040A043': code('Tracking Identifier', '112039'), '0040A160': { Value: [identifier] } });
  expect(tracked('Cornerstone3DTools@^0.1.0:Length')).toMatchObject({ value: 'Length', tool: 'length' });
  expect(tracked('Cornerstone3DTools@^0.1.0:CircleROI')).toMatchObject({ value: 'CircleROI', tool: undefined });
  expect(tracked('Nodule 1: left')).toMatchObject({ value: 'Nodule 1: left', tool: undefined });
});

test('a presentation state tells how its images are shown', () => {
  const state = presentationOf({
    '00081115': { Value: [{ '00081140': { Value: [{ '00081155': { Value: ['1.2.3'] } }] } }] },
    '00283110': { Value: [{ '00281050': { Value: [40] }, '00281051': { Value: [80] } }] },
    '00700041': { Value: ['Y'] },
    '00700042': { Value: [90] },
    '20500020': { Value: ['INVERSE'] },
    '00700001': {
      Value: [{ '00700009': { Value: [{ '00700005': { Value: ['PIXEL'] }, '00700022': { Value: [10, 20, 13, 24] }, '00700023': { Value: ['CIRCLE'] } }] } }],
    },
  });
  expect(state).toMatchObject({ window: { center: 40, width: 80 }, mirrored: true, rotation: 90, inverted: true });
  for (const [x, y] of state?.graphics[0]?.points ?? []) expect(Math.hypot(x - 10, y - 20)).toBeCloseTo(5, 9);
  expect(presentationOf({})).toBeUndefined();
});
