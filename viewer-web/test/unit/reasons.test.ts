import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { translatedReason } from '../../src/i18n/reasons';

const CONSULT = '../gateway/server/src/main/java/vn/lienvien/consult';

/** Sentences that a case's steps leave in its history: the last text of `move(…)`, and what needs attention. */
function reasonsOfTheGateway(): string[] {
  return readdirSync(CONSULT)
    .map((name) => readFileSync(join(CONSULT, name), 'utf8').replace(/"\s*\+\s*"/g, ''))
    .flatMap((java) => [
      ...java.matchAll(/work\s*\.move\([^;]*?"([^"]+)"/gs),
      ...java.matchAll(/new Step\.Attention\(\s*"([^"]+)"/g),
    ])
    .map(([, sentence = '']) => sentence)
    .filter((sentence) => !sentence.includes('site has no state'));
}

/** Sentences that work for a case gives for not being done, with what is put into them left out. */
function reasonsOfTheWork(): string[] {
  return ['pull', 'hl7', 'store', 'archive']
    .map((room) => `../gateway/server/src/main/java/vn/lienvien/${room}`)
    .flatMap((room) => readdirSync(room).map((name) => readFileSync(join(room, name), 'utf8')))
    .map((java) => java.replace(/"\s*(\.formatted\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*\+\s*"/g, ''))
    .flatMap((java) => [...java.matchAll(/(?:GaveUp|RetryLater|ForAPerson|NotFound|later|again)\(\s*(?:[\w.()]+,\s*)*"([^"]+)"(\s*\+)?/g)])
    .map(([, sentence = '', more]) => (more ? `${sentence}x` : sentence).replace(/(?<=\w)%s/g, '').replace(/%[ds]/g, '7'));
}

test('every reason that work gives for not being done is known in Vietnamese', () => {
  const reasons = reasonsOfTheWork();
  expect(reasons.length).toBeGreaterThan(12);
  expect(reasons.filter((sentence) => translatedReason(sentence, 'vi') === null)).toEqual([]);
});

/** Sentences that end up as a link's or a parcel's last error, with what is put into them left out. */
function reasonsOfTheLink(): string[] {
  const link = '../gateway/server/src/main/java/vn/lienvien/link';
  const read = (name: string) => readFileSync(join(link, name), 'utf8');
  const said = readdirSync(link).flatMap((name) => [...read(name).matchAll(/Postponed\(\s*("[^"]+")\)/g)]);
  const trouble = [...read('LinkTrouble.java').matchAll(/return (".+?);\n/gs), ...read('LinkHealth.java').matchAll(/lastError = ("[^;]+; [^;]+");\n/g)];
  return [...said, ...trouble].map(([, java = '']) =>
    java.replace(/"\s*\+[^"]+\+\s*"/g, 'x').replace(/"\s*\+[^"]+$/, 'x').replace(/^"|"$/g, ''),
  );
}

test('every trouble of a link is known in Vietnamese', () => {
  const reasons = reasonsOfTheLink();
  expect(reasons.length).toBeGreaterThan(8);
  expect(reasons.filter((sentence) => translatedReason(sentence, 'vi') === null)).toEqual([]);
});

test('every reason that a step of a case gives is known in Vietnamese', () => {
  const reasons = reasonsOfTheGateway();
  expect(reasons.length).toBeGreaterThan(15);
  const unknown = reasons.filter((sentence) => translatedReason(sentence.replace('%d', '7').replace(/: $/, ': x'), 'vi') === null);
  expect(unknown).toEqual([]);
});

test('values stand where the sentence has them, and a reason within a reason is translated too', () => {
  expect(translatedReason('28 images are here; compressing and proving', 'vi')).toBe('Đã có 28 ảnh; đang nén và kiểm chứng');
  expect(translatedReason('the ledger cannot be signed: it is of another case', 'vi')).toBe('Chưa ký được sổ: thuộc ca khác');
});

test('English is what the gateway says, and what is unknown is left as it came', () => {
  expect(translatedReason('every image is proved', 'en')).toBe('every image is proved');
  expect(translatedReason('something nobody has foreseen', 'vi')).toBeNull();
});
