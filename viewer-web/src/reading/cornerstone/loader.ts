import * as core from '@cornerstonejs/core';
import { createImage, wadors } from '@cornerstonejs/dicom-image-loader';
import { TAG, text, type DataSet } from '../dicomJson';
import { dropFrame, fetchFrame } from '../frames';

const { VOILUTFunctionType } = core.Enums;
const { FULL_RESOLUTION } = core.Enums.ImageQualityStatus;
const VOI_FUNCTIONS = Object.values(VOILUTFunctionType);

const known = new Set<string>();
const loading = new Set<Promise<unknown>>();

/** The loader asks for rows, columns, rescale, spacing … by image id: they are all in the study's metadata. */
export function know(imageId: string, dataSet: DataSet): void {
  known.add(imageId);
  wadors.metaDataManager.add(imageId, dataSet as never);
}

/** Takes every data set and every slice out of memory; what is being decoded at this moment, when it is done. */
export async function forgetAll(): Promise<void> {
  const gone = [...known];
  known.clear();
  core.cache.purgeCache();
  await Promise.allSettled(loading);
  for (const imageId of gone.filter((one) => !known.has(one))) {
    wadors.metaDataManager.remove(imageId);
    if (core.cache.getImageLoadObject(imageId)) core.cache.removeImageLoadObject(imageId);
  }
}

/** The slices of a volume: fetched as every frame is, decoded into the volume by Cornerstone's workers. */
export const loadImage: typeof wadors.loadImage = (imageId, options) => {
  const promise = decoded(imageId, { ...options });
  loading.add(promise);
  const done = () => loading.delete(promise);
  promise.then(done, done);
  return { promise, cancelFn: undefined };
};

type DecodeOptions = Parameters<typeof createImage>[3];

async function decoded(imageId: string, options: DecodeOptions): Promise<core.Types.IImage> {
  const frame = await fetchFrame(imageId);
  try {
    const image = (await createImage(imageId, frame.bytes, frame.transferSyntaxUID, options)) as core.Types.IImage;
    // Cornerstone takes the first letter where the metadata gives one word, and then shows nothing.
    const dataSet = wadors.metaDataManager.get(imageId) as DataSet | undefined;
    const shape = VOI_FUNCTIONS.find((name) => name === text(dataSet ?? {}, TAG.VOILUTFunction));
    image.voiLUTFunction = shape ?? VOILUTFunctionType.LINEAR;
    return Object.assign(image, { transferSyntaxUID: frame.transferSyntaxUID, imageQualityStatus: FULL_RESOLUTION });
  } finally {
    dropFrame(imageId);
  }
}
