import * as core from '@cornerstonejs/core';
import { wadors } from '@cornerstonejs/dicom-image-loader';
import { tableOf } from '../bulk';
import { TAG, type DataSet } from '../dicomJson';
import { lookUp } from './lookup';
import { preparePalette } from './palette';

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
  const modality = await tableOf(dataSet, TAG.ModalityLUTSequence);
  if (modality) {
    const data = image.voxelManager?.getScalarData() as Uint16Array | undefined;
    data?.forEach((stored, i) => (data[i] = lookUp(modality, stored)));
    const range = core.utilities.windowLevel.toWindowLevel(Math.min(...modality.values), Math.max(...modality.values));
    if (!dataSet[TAG.WindowCenter]) Object.assign(image, range);
  }
  // Where the image brings windows as well, the first of them is its default (PS3.3 C.11.2.1.3).
  if (!dataSet[TAG.WindowCenter]) Object.assign(image, { voiTable: await tableOf(dataSet, TAG.VOILUTSequence) });
  return image;
}
