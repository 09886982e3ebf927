import { ApiError } from '../api/http';
import { number, numbers, TAG, text, type DataSet } from './dicomJson';
import { frameDataSet } from './functionalGroups';

/** One frame that can be shown; its image id names it, and is what Cornerstone loads it by for a volume. */
export interface Frame {
  imageId: string;
  sopInstanceUID: string;
  /** From 1, as in DICOM. */
  frameNumber: number;
  /** What holds for this frame, functional groups included. */
  dataSet: DataSet;
  /** The instance's data set as it was received. */
  source: DataSet;
}

export interface Series {
  studyInstanceUID: string;
  seriesInstanceUID: string;
  number: number | undefined;
  description: string;
  modality: string;
  bodyPart: string;
  frames: Frame[];
  thumbnailUrl: string;
}

export type DocumentKind = 'sr' | 'pdf' | 'waveform' | 'presentation' | 'keys' | 'other';

/** An instance without pixels: said, not shown as a broken picture. */
export interface StudyDocument {
  sopInstanceUID: string;
  kind: DocumentKind;
  description: string;
  dataSet: DataSet;
}

export interface Study {
  studyInstanceUID: string;
  studyDate: string;
  description: string;
  series: Series[];
  documents: StudyDocument[];
}

const dicomWebStudy = (studyInstanceUID: string) => `/dicom-web/studies/${encodeURIComponent(studyInstanceUID)}`;

export async function fetchStudy(studyInstanceUID: string, signal?: AbortSignal): Promise<Study> {
  const root = dicomWebStudy(studyInstanceUID);
  const response = await fetch(`${root}/metadata`, { headers: { Accept: 'application/dicom+json' }, signal });
  if (!response.ok) throw new ApiError(response.status, response.status === 404 ? 'NOT_FOUND' : 'UNEXPECTED', '');
  return arrange((await response.json()) as DataSet[], new URL(root, window.location.origin).href);
}

/** Sorts the instances of a study into series of frames, in the order they lie in the patient, and the rest. */
export function arrange(dataSets: readonly DataSet[], studyUrl: string): Study {
  const images = dataSets.filter(isImage);
  const bySeries = new Map<string, DataSet[]>();
  for (const dataSet of images) {
    const uid = text(dataSet, TAG.SeriesInstanceUID);
    bySeries.set(uid, [...(bySeries.get(uid) ?? []), dataSet]);
  }
  const series = [...bySeries].map(([uid, instances]) => toSeries(uid, inSpatialOrder(instances), studyUrl));
  series.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
  const documents = dataSets.filter((dataSet) => !isImage(dataSet)).map(toDocument);
  const any = dataSets[0] ?? {};
  return {
    studyInstanceUID: text(any, TAG.StudyInstanceUID),
    studyDate: text(any, TAG.StudyDate),
    description: text(any, TAG.StudyDescription),
    series,
    documents,
  };
}

const isImage = (dataSet: DataSet) => (number(dataSet, TAG.Rows) ?? 0) > 0 && (number(dataSet, TAG.Columns) ?? 0) > 0;

function toSeries(uid: string, instances: DataSet[], studyUrl: string): Series {
  const first = instances[0] ?? {};
  const seriesUrl = `${studyUrl}/series/${uid}`;
  const frames = instances.flatMap((dataSet) => {
    const count = Math.max(1, number(dataSet, TAG.NumberOfFrames) ?? 1);
    const sopInstanceUID = text(dataSet, TAG.SOPInstanceUID);
    const url = `${seriesUrl}/instances/${sopInstanceUID}/frames/`;
    return Array.from({ length: count }, (_, i) => ({
      imageId: `wadors:${url}${i + 1}`,
      sopInstanceUID,
      frameNumber: i + 1,
      dataSet: frameDataSet(dataSet, i),
      source: dataSet,
    }));
  });
  return {
    studyInstanceUID: text(first, TAG.StudyInstanceUID),
    seriesInstanceUID: uid,
    number: number(first, TAG.SeriesNumber),
    description: text(first, TAG.SeriesDescription),
    modality: text(first, TAG.Modality),
    bodyPart: text(first, TAG.BodyPartExamined),
    frames,
    thumbnailUrl: `${seriesUrl}/thumbnail?viewport=144,144`,
  };
}

/**
 * Slices of one orientation in the order of their position along the normal, row cosines x column cosines
 * (PS3.3 C.7.6.2.1.1); where a position is missing, or two orientations are mixed as in a localizer, by Instance Number.
 */
export function inSpatialOrder(instances: readonly DataSet[]): DataSet[] {
  const byNumber = [...instances].sort(
    (a, b) => (number(a, TAG.InstanceNumber) ?? 0) - (number(b, TAG.InstanceNumber) ?? 0),
  );
  const orientation = numbers(byNumber[0] ?? {}, TAG.ImageOrientationPatient);
  const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = orientation;
  const normal = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  const places = byNumber.map((dataSet) => {
    const own = numbers(dataSet, TAG.ImageOrientationPatient);
    const position = numbers(dataSet, TAG.ImagePositionPatient);
    const parallel = own.length === 6 && own.every((cosine, i) => Math.abs(cosine - (orientation[i] ?? 0)) < 1e-3);
    return parallel && position.length === 3
      ? position.reduce((sum, mm, i) => sum + mm * (normal[i] ?? 0), 0)
      : undefined;
  });
  if (places.some((place) => place === undefined)) return byNumber;
  const distinct = new Set(places.map((place) => place?.toFixed(2))).size === places.length;
  if (!distinct) return byNumber; // several phases or echoes at one place: the scanner's own order tells them apart
  return byNumber
    .map((dataSet, i) => ({ dataSet, at: places[i] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ dataSet }) => dataSet);
}

function toDocument(dataSet: DataSet): StudyDocument {
  return {
    sopInstanceUID: text(dataSet, TAG.SOPInstanceUID),
    kind: documentKind(text(dataSet, TAG.SOPClassUID)),
    description: text(dataSet, TAG.SeriesDescription),
    dataSet,
  };
}

/** Families of storage SOP classes by their UID roots (PS3.4 B.5). */
function documentKind(sopClassUID: string): DocumentKind {
  if (sopClassUID === '1.2.840.10008.5.1.4.1.1.88.59') return 'keys';
  if (/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.11\.[12]$/.test(sopClassUID)) return 'presentation';
  if (sopClassUID.startsWith('1.2.840.10008.5.1.4.1.1.88.')) return 'sr';
  if (sopClassUID === '1.2.840.10008.5.1.4.1.1.104.1') return 'pdf';
  if (sopClassUID.startsWith('1.2.840.10008.5.1.4.1.1.9.')) return 'waveform';
  return 'other';
}
