import { useEffect, useMemo, useRef, useState } from 'react';
import { gateway } from '../api/gateway';
import { ApiError } from '../api/http';
import { pixelsOf } from './stack/images';
import { ofAnnotations, ofDocuments, toAnnotations } from './savedMarks';
import type { Study } from './study';
import type { KeyImage, Marks } from './useMarks';

const PAUSE_MS = 800;

export type MarksNotice = 'failed' | 'changed';

/**
 * Keeps the marks of a case at the gateway while it is read; once it is signed they come from the DICOM objects that
 * were made of them. Says what went wrong, if anything.
 */
export function useSavedMarks(caseId: string, study: Study, marks: Marks, writable: boolean): MarksNotice | undefined {
  const [notice, setNotice] = useState<MarksNotice>();
  const revision = useRef<number>(undefined);
  const known = useRef('');
  const { load } = marks;
  // Only what is on the case's own images is the case's: the archive refuses the rest.
  const mine = useMemo(() => new Set(study.series.flatMap(({ frames }) => frames.map((one) => one.sopInstanceUID))), [study]);
  const kept = useMemo(() => {
    const own = <T extends KeyImage>(all: T[]) => all.filter((one) => mine.has(one.sopInstanceUID));
    return { measurements: own(marks.measurements), keys: own(marks.keys), views: own(marks.views) };
  }, [marks.measurements, marks.keys, marks.views, mine]);

  useEffect(() => {
    const leaving = new AbortController();
    gateway.annotations(caseId, leaving.signal).then(
      (answer) => {
        const found = answer.revision > 0 ? ofAnnotations(answer.annotations) : ofDocuments(study.documents);
        known.current = JSON.stringify(found);
        revision.current = answer.revision;
        load(found);
      },
      () => !leaving.signal.aborted && setNotice('failed'),
    );
    return () => leaving.abort();
    // Once for a case: what is put on the images later is the reader's.
  }, [caseId]);

  useEffect(() => {
    const now = JSON.stringify(kept);
    if (!writable || revision.current === undefined || now === known.current) return;
    const timer = window.setTimeout(() => {
      const annotations = toAnnotations(kept, study.series, ({ imageId }) => pixelsOf(imageId));
      gateway.saveAnnotations(caseId, { ...annotations, revision: revision.current ?? 0 }).then(
        (saved) => {
          revision.current = saved.revision;
          known.current = now;
          setNotice(undefined);
        },
        (error: unknown) => setNotice(error instanceof ApiError && error.status === 409 ? 'changed' : 'failed'),
      );
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [caseId, study, kept, writable]);

  return notice;
}
