import * as core from '@cornerstonejs/core';
import { wadors } from '@cornerstonejs/dicom-image-loader';
import { tableWords } from '../bulk';
import { numbers, TAG, text, type DataSet } from '../dicomJson';

const COLOURS = { red: '1', green: '2', blue: '3' } as const;
const PIXEL_MODULE = core.Enums.MetadataModules.IMAGE_PIXEL;
/** Asked before the loader's own provider, which does not follow tables out of the metadata. */
const FIRST = 20_000;

const palettes = new Map<string, Record<string, Uint16Array>>();

/** Makes the palette of a PALETTE COLOR image known before its pixels are decoded (PS3.3 C.7.9). */
export async function preparePalette(imageId: string, dataSet: DataSet | undefined): Promise<void> {
  if (!dataSet || palettes.has(imageId) || text(dataSet, TAG.PhotometricInterpretation) !== 'PALETTE COLOR') return;
  const tables = await Promise.all(
    Object.entries(COLOURS).map(async ([name, digit]) => {
      const [entries = 0] = numbers(dataSet, `0028110${digit}`);
      const words = await tableWords(dataSet[`0028120${digit}`], entries || 65_536);
      return [`${name}PaletteColorLookupTableData`, Uint16Array.from(words)] as const;
    }),
  );
  palettes.set(imageId, Object.fromEntries(tables));
}

export function providePalettes(): void {
  core.metaData.addProvider((type: string, imageId: unknown) => {
    const tables = type === PIXEL_MODULE && typeof imageId === 'string' ? palettes.get(imageId) : undefined;
    return tables && { ...wadors.metaData.metaDataProvider(type, imageId as string), ...tables };
  }, FIRST);
}

export function forgetPalettes(): void {
  palettes.clear();
}
