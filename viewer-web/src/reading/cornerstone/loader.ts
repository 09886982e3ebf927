import * as core from '@cornerstonejs/core';
import { wadors } from '@cornerstonejs/dicom-image-loader';
import { tableOf } from '../bulk';
import { TAG, text, type DataSet } from '../dicomJson';
import { lookUp } from './lookup';
import { preparePalette } from './palette';

const { VOILUTFunctionType } = core.Enums;
const VOI_FUNCTIONS = Object.values(VOILUTFunctionType);

/**
 * Cornerstone's loader, and what it leaves out on a graphics card: the Modality LUT Sequence is applied to the pixels,
 * so that every value told is one after it (PS3.3 C.11.1), and the VOI LUT Sequence is kept with the image.
 */
export const loadImage: typeof wadors.loadImage = (imageId, options) => {
  const dataSet = wadors.metaDataManager.get(imageId) as DataSet | undefined;
  const promise = preparePalette(imageId, dataSet)
    .then(() => wadors.loadImage(imageId, options).promise)
    .then((image) => withTables(image));
  return { promise, cancelFn: undefined };
};

async function withTables(image: core.Types.IImage): Promise<core.Types.IImage> {
  const dataSet = wadors.metaDataManager.get(image.imageId) as DataSet | undefined;
  if (!dataSet || image.color) return image;
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

/** The image with other values in it, words where it may have had bytes. */
function mapped({ columns, rows }: core.Types.IImage, values: Uint16Array): Partial<core.Types.IImage> {
  const voxelManager = core.utilities.VoxelManager.createImageVoxelManager({
    scalarData: values,
    width: columns,
    height: rows,
    numberOfComponents: 1,
  });
  return { getPixelData: () => values, voxelManager, dataType: 'Uint16Array', sizeInBytes: values.byteLength };
}

const fullRange = (values: readonly number[]) => {
  const [low, high] = values.reduce(([min, max], value) => [Math.min(min, value), Math.max(max, value)], [Infinity, -Infinity]);
  return core.utilities.windowLevel.toWindowLevel(low, high);
};
