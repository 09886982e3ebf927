import * as core from '@cornerstonejs/core';
import { createImage, wadors } from '@cornerstonejs/dicom-image-loader';
import { tableOf } from '../bulk';
import { TAG, text, type DataSet } from '../dicomJson';
import { dropFrame, dropFrames, fetchFrame } from '../frames';
import { lookUp } from './lookup';
import { preparePalette } from './palette';
import { rgbOfFull, rgbOfShared } from './ybr';

const { VOILUTFunctionType } = core.Enums;
const { FULL_RESOLUTION } = core.Enums.ImageQualityStatus;
const RLE = '1.2.840.10008.1.2.5';
const VOI_FUNCTIONS = Object.values(VOILUTFunctionType);

const known = new Set<string>();
const loading = new Set<Promise<unknown>>();

/** The loader asks for rows, columns, rescale, spacing … by image id: they are all in the study's metadata. */
export function know(imageId: string, dataSet: DataSet): void {
  known.add(imageId);
  wadors.metaDataManager.add(imageId, dataSet as never);
}

/** Takes every data set and every decoded image out of memory; what is being decoded at this moment, when it is done. */
export async function forgetAll(): Promise<void> {
  const gone = [...known];
  known.clear();
  core.cache.purgeCache();
  dropFrames();
  await Promise.allSettled(loading);
  for (const imageId of gone.filter((one) => !known.has(one))) {
    wadors.metaDataManager.remove(imageId);
    if (core.cache.getImageLoadObject(imageId)) core.cache.removeImageLoadObject(imageId);
  }
}

/**
 * Fetches with our own hands, so that a frame can be fetched long before it is decoded; decodes with Cornerstone's
 * workers; and does what they leave out on a graphics card: the Modality LUT Sequence is applied to the pixels, so that
 * every value told is one after it (PS3.3 C.11.1), and the VOI LUT Sequence is kept with the image.
 */
export const loadImage: typeof wadors.loadImage = (imageId, options) => {
  const promise = decoded(imageId, { ...options }).then((image) => withTables(image));
  loading.add(promise);
  const done = () => loading.delete(promise);
  promise.then(done, done);
  return { promise, cancelFn: undefined };
};

type DecodeOptions = Parameters<typeof createImage>[3];

async function decoded(imageId: string, options: DecodeOptions): Promise<core.Types.IImage> {
  const dataSet = wadors.metaDataManager.get(imageId) as DataSet | undefined;
  const [frame] = await Promise.all([fetchFrame(imageId), preparePalette(imageId, dataSet)]);
  try {
    const image = (await createImage(imageId, frame.bytes, frame.transferSyntaxUID, options)) as core.Types.IImage;
    return Object.assign(image, { transferSyntaxUID: frame.transferSyntaxUID, imageQualityStatus: FULL_RESOLUTION });
  } finally {
    dropFrame(imageId);
  }
}

async function withTables(image: core.Types.IImage): Promise<core.Types.IImage> {
  const dataSet = wadors.metaDataManager.get(image.imageId) as DataSet | undefined;
  if (!dataSet) return image;
  if (image.color) return withColours(image, dataSet);
  // Cornerstone takes the first letter where the metadata gives one word, and then shows nothing.
  const shape = VOI_FUNCTIONS.find((name) => name === text(dataSet, TAG.VOILUTFunction));
  image.voiLUTFunction = shape ?? VOILUTFunctionType.LINEAR;
  const modality = await tableOf(dataSet, TAG.ModalityLUTSequence);
  if (modality) {
    const values = Uint16Array.from(image.getPixelData() as Uint16Array, (stored) => lookUp(modality, stored));
    Object.assign(image, mapped(image, values), !dataSet[TAG.WindowCenter] && fullRange(modality.values));
  }
  // Where the image brings windows as well, the first of them is its default (PS3.3 C.11.2.1.3).
  if (!dataSet[TAG.WindowCenter]) Object.assign(image, { voiTable: await tableOf(dataSet, TAG.VOILUTSequence) });
  return image;
}

/** YBR_FULL_422 that no JPEG decoder has turned into colours yet. */
function withColours(image: core.Types.IImage, dataSet: DataSet): core.Types.IImage {
  if (text(dataSet, TAG.PhotometricInterpretation) !== 'YBR_FULL_422') return image;
  const stored = image.getPixelData();
  const pixels = image.rows * image.columns;
  const full = stored.length === 3 * pixels && text(dataSet, TAG.AvailableTransferSyntaxUID) === RLE;
  if (stored.length !== 2 * pixels && !full) return image;
  const rgb = full ? rgbOfFull(stored) : rgbOfShared(stored);
  return Object.assign(image, mapped(image, rgb, 3), { numberOfComponents: 3 });
}

/** The image with other values in it, words where it may have had bytes. */
function mapped({ columns, rows }: core.Types.IImage, values: Uint16Array | Uint8Array, components = 1): Partial<core.Types.IImage> {
  const voxelManager = core.utilities.VoxelManager.createImageVoxelManager({
    scalarData: values,
    width: columns,
    height: rows,
    numberOfComponents: components,
  });
  return { getPixelData: () => values, voxelManager, dataType: values instanceof Uint8Array ? 'Uint8Array' : 'Uint16Array', sizeInBytes: values.byteLength };
}

const fullRange = (values: readonly number[]) => {
  const [low, high] = values.reduce(([min, max], value) => [Math.min(min, value), Math.max(max, value)], [Infinity, -Infinity]);
  return core.utilities.windowLevel.toWindowLevel(low, high);
};
