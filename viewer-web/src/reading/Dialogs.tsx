import { lazy, Suspense } from 'react';
import { Loading } from '../ui/states';
import { ArrowDialog } from './ArrowDialog';
import { pixelsOf } from './stack/images';
import type { DataSet } from './dicomJson';
import { DocumentDialog } from './DocumentDialog';
import { HangingDialog, type HangingDialogProps } from './HangingDialog';
import { MarkList } from './MarkList';
import type { Measurement } from './measure/measurement';
import { text, TAG } from './dicomJson';
import type { Series, StudyDocument } from './study';
import type { KeyImage, Marks } from './useMarks';
import './dialogs.css';

/** Brings the dictionary of all attributes with it, which nobody needs for an image. */
const AttributesDialog = lazy(() => import('./AttributesDialog'));

export type DialogName = 'attributes' | 'marks' | 'hanging';

interface Props {
  open: DialogName | undefined;
  onClose: () => void;
  dataSet: DataSet | undefined;
  caseId: string;
  series: readonly Series[];
  marks: Marks;
  goTo: (mark: KeyImage) => void;
  document: StudyDocument | undefined;
  onDocumentClose: () => void;
  hanging: Omit<HangingDialogProps, 'onClose'>;
  arrow: Measurement | undefined;
  /** With the words set; undefined when the dialog was left. */
  onArrow: (measurement: Measurement | undefined) => void;
}

/** The sheets in front of the images; at most one is open. */
export function Dialogs({ open, onClose, dataSet, caseId, series, marks, goTo, document, onDocumentClose, hanging, arrow, onArrow }: Props) {
  if (arrow) {
    return <ArrowDialog text={arrow.label ?? ''} onText={(label) => onArrow({ ...arrow, label })} onClose={() => onArrow(undefined)} />;
  }
  if (document) {
    const studyInstanceUID = text(document.dataSet, TAG.StudyInstanceUID);
    const seriesUID = text(document.dataSet, TAG.SeriesInstanceUID);
    const fileUrl = `/dicom-web/studies/${studyInstanceUID}/series/${seriesUID}/instances/${document.sopInstanceUID}?accept=application/dicom`;
    return <DocumentDialog document={document} fileUrl={fileUrl} onGoTo={goTo} onClose={onDocumentClose} />;
  }
  if (open === 'attributes' && dataSet) {
    return (
      <Suspense fallback={<Loading />}>
        <AttributesDialog dataSet={dataSet} onClose={onClose} />
      </Suspense>
    );
  }
  if (open === 'hanging') return <HangingDialog {...hanging} onClose={onClose} />;
  if (open === 'marks') {
    return <MarkList caseId={caseId} series={series} marks={marks} pixelsOf={({ imageId }) => pixelsOf(imageId)} onGoTo={goTo} onClose={onClose} />;
  }
  return null;
}
