import { expect, test } from 'vitest';
import type { DataSet } from '../../src/reading/dicomJson';
import type { ImageView } from '../../src/reading/imageView';
import type { Measurement } from '../../src/reading/measure/measurement';
import { ofAnnotations, ofDocuments, toAnnotations } from '../../src/reading/savedMarks';
import type { KeptMarks } from '../../src/reading/useMarks';

const LENGTH: Measurement = {
  id: '0d6f5a52-1111-4222-8333-444455556666', kind: 'length', sopInstanceUID: '1.2.3', frameNumber: 1, points: [[1, 2], [4, 6]], label: '',
};

const VIEW: ImageView = {
  sopInstanceUID: '1.2.3', frameNumber: 1, window: { center: 40, width: 80 }, rotation: 90, mirrored: true, inverted: false, area: [[0, 5], [8, 1]],
};

test('what the gateway keeps comes back as it was, with what it told', () => {
  const marks: KeptMarks = { measurements: [LENGTH], keys: [{ sopInstanceUID: '1.2.3', frameNumber: 1 }], views: [VIEW] };
  const kept = toAnnotations(marks, [], () => undefined);
  expect(kept.measurements[0]).toMatchObject({ kind: 'LENGTH', values: [{ name: 'LENGTH', value: 5, unit: 'px' }] });
  expect(kept.views[0]).toMatchObject({ window: { center: 40, width: 80 }, rotation: 90, topLeft: { x: 0, y: 5 }, bottomRight: { x: 8, y: 1 } });
  expect(ofAnnotations(kept)).toEqual(marks);
});

const code = (value: string) => ({ Value: [{ '00080100': { Value: [value] } }] });
const image = (frame?: number): DataSet => ({
  '0040A040': { Value: ['IMAGE'] },
  '00081199': { Value: [{ '00081155': { Value: ['1.2.3'] }, ...(frame && { '00081160': { Value: [frame] } }) }] },
});
const shape = (type: string, data: number[], frame?: number): DataSet => ({
  '0040A040': { Value: ['SCOORD'] }, '00700023': { Value: [type] }, '00700022': { Value: data }, '0040A730': { Value: [image(frame)] },
});
const group = (tracking: string, ...shapes: DataSet[]): DataSet => ({
  '0040A043': code('125007'),
  '0040A730': {
    Value: [
      { '0040A043': code('112039'), '0040A160': { Value: [tracking] } },
      { '0040A040': { Value: ['NUM'] }, '0040A043': code('410668003'), '0040A730': { Value: shapes } },
    ],
  },
});
const found = (...groups: DataSet[]) => {
  const dataSet = { '0040A730': { Value: [{ '0040A043': code('126010'), '0040A730': { Value: groups } }] } };
  return ofDocuments([{ sopInstanceUID: '9', kind: 'sr', description: '', dataSet }]).measurements;
};

test('measurements are read from a TID 1500 report', () => {
  const [length, ellipse, box] = found(
    group('LENGTH', shape('POLYLINE', [1, 2, 4, 6])),
    group('ELLIPSE', shape('ELLIPSE', [10, 15, 50, 15, 30, 10, 30, 20], 3)),
    group('RECTANGLE', shape('POLYLINE', [0, 0, 2, 0, 2, 2, 0, 2, 0, 0])),
  );
  expect(length).toMatchObject({ kind: 'length', sopInstanceUID: '1.2.3', frameNumber: 1, points: [[1, 2], [4, 6]] });
  expect(ellipse).toMatchObject({ kind: 'ellipse', frameNumber: 3, points: [[10, 10], [50, 20]] });
  expect(box).toMatchObject({ kind: 'rectangle', points: [[0, 0], [2, 2]] });
});

test('measurements are known by the names of Cornerstone\'s tools, as our reports bear them', () => {
  const named = (tool: string, data: number[]) => found(group(`Cornerstone3DTools@^0.1.0:${tool}`, shape('POLYLINE', data)))[0]?.kind;
  expect(named('RectangleROI', [0, 0, 2, 0, 2, 2, 0, 2, 0, 0])).toBe('rectangle');
  expect(named('CobbAngle', [0, 0, 2, 0, 2, 2, 0, 2])).toBe('cobb');
  expect(named('ArrowAnnotate', [0, 0, 2, 0])).toBe('arrow');
  expect(named('CardiothoracicRatio', [0, 0, 2, 0, 2, 2, 0, 2])).toBe('cardiothoracic');
});

test('measurements of other software are told by their shape', () => {
  expect(found(group('Cornerstone3DTools@^0.1.0:Length', shape('POLYLINE', [1, 2, 4, 6])))[0]?.kind).toBe('length');
  expect(found(group('x', shape('POLYLINE', [0, 0, 9, 0]), shape('POLYLINE', [4, 0, 4, 4])))[0]?.kind).toBe('bidirectional');
  expect(found(group('x', shape('MULTIPOINT', [1, 2, 4, 6])))).toEqual([]);
});

const presentation = (manufacturer: string) => ({
  '00080070': { Value: [manufacturer] },
  '00081115': { Value: [{ '00081140': { Value: [{ '00081155': { Value: ['1.2.3'] } }] } }] },
  '0070005A': { Value: [{ '00700052': { Value: [8, 2] }, '00700053': { Value: [1, 5] } }] },
  '00700041': { Value: ['Y'] },
  '00700042': { Value: [90] },
  '00283110': { Value: [{ '00281050': { Value: ['40'] }, '00281051': { Value: ['80'] } }] },
  '20500020': { Value: ['IDENTITY'] },
});

test('a reader’s view comes back from the presentation state that was made of it; another maker’s is no view of ours', () => {
  const ofMaker = (maker: string) => ofDocuments([{ sopInstanceUID: '9', kind: 'presentation', description: '', dataSet: presentation(maker) }]).views;
  expect(ofMaker('Liên Viện')).toEqual([{ ...VIEW, area: [[8, 1], [0, 5]] }]);
  expect(ofMaker('Another')).toEqual([]);
});
