/** One data set of the DICOM JSON model (PS3.18 F.2): tag as eight hex digits, its VR and its values. */
export type DataSet = Record<string, { vr?: string; Value?: unknown[] } | undefined>;

/** The attributes the pages look at, by their PS3.6 keyword. */
export const TAG = {
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  Modality: '00080060',
  SeriesDescription: '0008103E',
  SliceThickness: '00180050',
  SeriesInstanceUID: '0020000E',
  SeriesNumber: '00200011',
  InstanceNumber: '00200013',
  PatientOrientation: '00200020',
  ImagePositionPatient: '00200032',
  ImageOrientationPatient: '00200037',
  SliceLocation: '00201041',
  NumberOfFrames: '00280008',
  Rows: '00280010',
  Columns: '00280011',
  LossyImageCompression: '00282110',
  LossyImageCompressionRatio: '00282112',
} as const;

export function text(dataSet: DataSet, tag: string): string {
  const value = dataSet[tag]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

export function strings(dataSet: DataSet, tag: string): string[] {
  return (dataSet[tag]?.Value ?? []).map((value) => String(value ?? ''));
}

/** Numbers of an attribute; IS and DS may come as strings (PS3.18 F.2.3.1). */
export function numbers(dataSet: DataSet, tag: string): number[] {
  return (dataSet[tag]?.Value ?? []).map(Number).filter((value) => Number.isFinite(value));
}

export function number(dataSet: DataSet, tag: string): number | undefined {
  return numbers(dataSet, tag)[0];
}
