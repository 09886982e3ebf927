import { expect, test } from 'vitest';
import { firstPart } from '../../src/reading/multipart';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const TYPE = 'multipart/related; type="application/octet-stream"; boundary="cut"';

test('a part is what lies between its empty line and the boundary, whatever bytes it is made of', () => {
  const body = bytes('--cut\r\nContent-Type: image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90\r\n\r\n\xff\x4f\r\n\r\n--cu\xd9\r\n--cut--\r\n');
  const { headers, content } = firstPart(TYPE, body);
  expect(headers).toContain('transfer-syntax=1.2.840.10008.1.2.4.90');
  expect([...content]).toEqual([...bytes('\xff\x4f\r\n\r\n--cu\xd9')]);
});

test('a body that was cut off is no part', () => {
  expect(() => firstPart(TYPE, bytes('--cut\r\nContent-Type: image/jp2\r\n\r\n\xff\x4f'))).toThrow('end');
  expect(() => firstPart('text/plain', bytes('hello'))).toThrow('multipart');
});
