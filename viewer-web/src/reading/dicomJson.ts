/** One data set of the DICOM JSON model (PS3.18 F.2): tag as eight hex digits, its VR and its values. */
export type DataSet = Record<string, Element | undefined>;

export interface Element {
  vr?: string;
  Value?: unknown[];
  BulkDataURI?: string;
  InlineBinary?: string;
}

/** The attributes the pages look at, by their PS3.6 keyword. */
export const TAG = {
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  StudyDate: '00080020',
  Modality: '00080060',
  AvailableTransferSyntaxUID: '00083002',
  StudyDescription: '00081030',
  SeriesDescription: '0008103E',
  BodyPartExamined: '00180015',
  CineRate: '00180040',
  SliceThickness: '00180050',
  FrameTime: '00181063',
  EstimatedRadiographicMagnificationFactor: '00181114',
  ImagerPixelSpacing: '00181164',
  NominalScannedPixelSpacing: '00182010',
  SequenceOfUltrasoundRegions: '00186011',
  RegionLocationMinX0: '00186018',
  RegionLocationMinY0: '0018601A',
  RegionLocationMaxX1: '0018601C',
  RegionLocationMaxY1: '0018601E',
  PhysicalUnitsXDirection: '00186024',
  PhysicalUnitsYDirection: '00186026',
  PhysicalDeltaX: '0018602C',
  PhysicalDeltaY: '0018602E',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  SeriesNumber: '00200011',
  InstanceNumber: '00200013',
  PatientOrientation: '00200020',
  ImagePositionPatient: '00200032',
  ImageOrientationPatient: '00200037',
  FrameOfReferenceUID: '00200052',
  SliceLocation: '00201041',
  SamplesPerPixel: '00280002',
  PhotometricInterpretation: '00280004',
  NumberOfFrames: '00280008',
  Rows: '00280010',
  Columns: '00280011',
  PixelSpacing: '00280030',
  PixelSpacingCalibrationType: '00280A02',
  WindowCenter: '00281050',
  WindowWidth: '00281051',
  RescaleIntercept: '00281052',
  RescaleSlope: '00281053',
  RescaleType: '00281054',
  VOILUTFunction: '00281056',
  LossyImageCompression: '00282110',
  LossyImageCompressionRatio: '00282112',
  ModalityLUTSequence: '00283000',
  LUTDescriptor: '00283002',
  LUTData: '00283006',
  VOILUTSequence: '00283010',
  Units: '00541001',
  SharedFunctionalGroupsSequence: '52009229',
  PerFrameFunctionalGroupsSequence: '52009230',
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

/** The items of a sequence; none where it is absent. */
export function items(dataSet: DataSet, tag: string): DataSet[] {
  return (dataSet[tag]?.Value ?? []).filter((item): item is DataSet => typeof item === 'object' && item !== null);
}
