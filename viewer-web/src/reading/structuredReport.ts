import { kindNamed, toolNamed } from './measure/trackingIdentifier';
import type { MeasurementKind } from './measure/measurement';
import { items, number, strings, text, type DataSet } from './dicomJson';

/** One content item of a structured report (PS3.3 C.17.3), in words. */
export interface ReportItem {
  /** How it belongs to the item above it, e.g. CONTAINS or HAS CONCEPT MOD. */
  relationship: string;
  type: string;
  /** The meaning of the concept name; empty where there is none. */
  name: string;
  value: string;
  /** The measuring tool that the value names, which a person knows by another name. */
  tool: MeasurementKind | undefined;
  /** Images referred to by this item. */
  images: { sopInstanceUID: string; frameNumber: number }[];
  children: ReportItem[];
}

const ValueType = '0040A040';
const RelationshipType = '0040A010';
const ConceptNameCodeSequence = '0040A043';
const ContentSequence = '0040A730';
const CodeMeaning = '00080104';
const CodeValue = '00080100';
const ReferencedSOPSequence = '00081199';
const ReferencedSOPInstanceUID = '00081155';
const ReferencedFrameNumber = '00081160';
const TrackingIdentifier = '112039';
const MOST_LEVELS = 32;

export const meaning = (dataSet: DataSet, sequence: string): string => text(items(dataSet, sequence)[0] ?? {}, CodeMeaning);

/** The whole tree below the root content item, which is the data set itself. */
export function reportOf(dataSet: DataSet, level = 0): ReportItem {
  return {
    relationship: text(dataSet, RelationshipType),
    type: text(dataSet, ValueType),
    name: meaning(dataSet, ConceptNameCodeSequence),
    value: isTracking(dataSet) ? toolNamed(valueOf(dataSet)) : valueOf(dataSet),
    tool: isTracking(dataSet) ? kindNamed(valueOf(dataSet)) : undefined,
    images: items(dataSet, ReferencedSOPSequence).map((reference) => ({
      sopInstanceUID: text(reference, ReferencedSOPInstanceUID),
      frameNumber: number(reference, ReferencedFrameNumber) ?? 1,
    })),
    children: level < MOST_LEVELS ? items(dataSet, ContentSequence).map((item) => reportOf(item, level + 1)) : [],
  };
}

const isTracking = (item: DataSet) => text(items(item, ConceptNameCodeSequence)[0] ?? {}, CodeValue) === TrackingIdentifier;

function valueOf(item: DataSet): string {
  switch (text(item, ValueType)) {
    case 'TEXT':
      return text(item, '0040A160');
    case 'CODE':
      return meaning(item, '0040A168');
    case 'NUM':
      return measured(items(item, '0040A300')[0] ?? {});
    case 'PNAME':
      return person(item['0040A123']?.Value?.[0]);
    case 'DATE':
      return text(item, '0040A121');
    case 'TIME':
      return text(item, '0040A122');
    case 'DATETIME':
      return text(item, '0040A120');
    case 'UIDREF':
      return text(item, '0040A124');
    case 'SCOORD':
    case 'SCOORD3D':
      return text(item, '00700023');
    default:
      return '';
  }
}

/** The unit as the code says it, which UCUM made to be read; “1” is none. */
function measured(value: DataSet): string {
  const unit = text(items(value, '004008EA')[0] ?? {}, CodeValue);
  return [strings(value, '0040A30A')[0] ?? '', unit === '1' ? '' : unit].join(' ').trim();
}

function person(name: unknown): string {
  const alphabetic = typeof name === 'object' && name !== null ? (name as { Alphabetic?: string }).Alphabetic : name;
  return String(alphabetic ?? '').replaceAll('^', ' ').trim();
}
