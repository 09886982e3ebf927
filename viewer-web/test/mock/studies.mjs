// Studies by UID: [{ metadata, transferSyntax, frame(number) }]. Real ones from fixtures, or a phantom made here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const EXPLICIT_LE = '1.2.840.10008.1.2.1';

function fromFixtures(directory) {
  return JSON.parse(readFileSync(join(directory, 'metadata.json'), 'utf8')).map(({ transferSyntax, ...metadata }) => ({
    metadata,
    transferSyntax,
    frame: (number) => readFile(join(directory, `${metadata['00080018'].Value[0]}.${number}`)),
  }));
}

/** A prior of whoever the case is of; no case is of it. */
export const PRIOR = '1.2.3.4.6';
const SIZE = 256;

/** A ball of 40 HU with a denser core in air, 12 bit, one slice through it. */
function phantomSlice(index, count) {
  const pixels = new Int16Array(SIZE * SIZE);
  const z = (index - count / 2) * (220 / count);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const radius = Math.hypot(x - SIZE / 2, y - SIZE / 2, z);
      const hu = radius < 30 ? 80 : radius < 104 ? 40 : radius < 112 ? 900 : -1000;
      pixels[y * SIZE + x] = hu + ((x * 31 + y * 17 + index * 7) % 13) - 6;
    }
  }
  return Buffer.from(pixels.buffer);
}

function phantomInstance(study, index, count) {
  const text = (vr, ...Value) => ({ vr, Value });
  const metadata = {
    '00080016': text('UI', '1.2.840.10008.5.1.4.1.1.2'),
    '00080018': text('UI', `${study}.1.${index + 1}`),
    '00080060': text('CS', 'CT'),
    '0008103E': text('LO', 'Phantom 4 mm'),
    '00180050': text('DS', 4),
    '0020000D': text('UI', study),
    '0020000E': text('UI', `${study}.1`),
    '00200011': text('IS', 2),
    '00200013': text('IS', index + 1),
    '00200032': text('DS', -128, -128, index * 4),
    '00200037': text('DS', 1, 0, 0, 0, 1, 0),
    '00200052': text('UI', `${study}.9`),
    '00280002': text('US', 1),
    '00280004': text('CS', 'MONOCHROME2'),
    '00280010': text('US', SIZE),
    '00280011': text('US', SIZE),
    '00280030': text('DS', 1, 1),
    '00280100': text('US', 16),
    '00280101': text('US', 16),
    '00280102': text('US', 15),
    '00280103': text('US', 1),
    '00281050': text('DS', 40),
    '00281051': text('DS', 400),
    '00281052': text('DS', 0),
    '00281053': text('DS', 1),
  };
  return { metadata, transferSyntax: EXPLICIT_LE, frame: async () => phantomSlice(index, count) };
}

/** A result beside the images, as it is in every case that was signed. */
function report(study) {
  const text = (vr, ...Value) => ({ vr, Value });
  return {
    metadata: {
      '00080016': text('UI', '1.2.840.10008.5.1.4.1.1.88.11'),
      '00080018': text('UI', `${study}.99.1`),
      '00080060': text('CS', 'SR'),
      '0008103E': text('LO', 'Kết quả hội chẩn'),
      '0020000D': text('UI', study),
      '0020000E': text('UI', `${study}.99`),
      '00200011': text('IS', 99),
      '00200013': text('IS', 1),
    },
    transferSyntax: EXPLICIT_LE,
  };
}

function load() {
  const studies = new Map();
  const root = process.env.LIENVIEN_FIXTURES;
  if (root && existsSync(root)) {
    for (const name of readdirSync(root)) {
      const instances = fromFixtures(join(root, name));
      studies.set(instances[0].metadata['0020000D'].Value[0], instances);
    }
  }
  if (studies.size === 0) {
    const study = '1.2.3.4.5';
    studies.set(PRIOR, Array.from({ length: 32 }, (_, i) => phantomInstance(PRIOR, i, 32)));
    studies.set(study, [...Array.from({ length: 48 }, (_, i) => phantomInstance(study, i, 48)), report(study)]);
  }
  return studies;
}

export const studies = load();
