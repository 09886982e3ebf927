import { expect, test } from 'vitest';
import type { Template } from '../../src/api/types';
import { imageLinkText, partsOf } from '../../src/report/imageLinks';
import { phraseBefore, ranked, searched } from '../../src/report/ranking';

const template = (title: string, modalities: string[], bodyParts: string[]): Template => ({
  id: title, title, modalities, bodyParts, description: '', conclusion: '', recommendation: '',
});
const templates = [
  template('X-quang ngực', ['CR', 'DX'], ['ngực']),
  template('CLVT ngực', ['CT'], ['ngực']),
  template('CLVT sọ não', ['CT'], ['sọ', 'não']),
];
const titles = (found: Template[]) => found.map(({ title }) => title);

test('the template of the modality and the body part comes first, whatever marks the procedure lost', () => {
  expect(titles(ranked(templates, ['CT'], 'CHUP CLVT SO NAO KHONG TIEM'))).toEqual(['CLVT sọ não', 'CLVT ngực', 'X-quang ngực']);
});

test('a study that no template knows leaves them in the order of the hospital', () => {
  expect(titles(ranked(templates, ['NM'], 'Xạ hình'))).toEqual(titles(templates));
});

test('templates are found by words without marks', () => {
  expect(titles(searched(templates, 'nguc ct'))).toEqual([]);
  expect(titles(searched(templates, 'clvt nguc'))).toEqual(['CLVT ngực']);
});

test('a phrase is found by the whole word before the cursor and by nothing less', () => {
  const phrases = [{ key: 'kcm', text: 'Không chảy máu.' }];
  expect(phraseBefore('Nhu mô não. kcm', phrases)).toEqual({ phrase: phrases[0], length: 3 });
  expect(phraseBefore('Nhu mô não. akcm', phrases)).toBeNull();
  expect(phraseBefore('kcm ', phrases)).toBeNull();
});

test('a place in the images is text that people read and a link that leads there', () => {
  const link = { seriesNumber: 3, instanceNumber: 12 };
  expect(imageLinkText(link)).toBe('[Chuỗi 3, ảnh 12]');
  expect(partsOf(`Nốt 8 mm ${imageLinkText(link)} thuỳ trên.`)).toEqual(['Nốt 8 mm ', link, ' thuỳ trên.']);
  expect(partsOf('không có gì')).toEqual(['không có gì']);
});
