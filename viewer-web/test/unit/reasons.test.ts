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
