import { useEffect, useState } from 'react';
import { onWindowMessage, openImagesWindow, tellWindows } from '../app/windows';
import { insertText } from './insertText';

/** For the report: whether the images of its case are in their own window, which follows it from case to case. */
export function useImagesWindow(caseId: string) {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    const stop = onWindowMessage((message) => {
      if (message.kind === 'here') setElsewhere(message.caseId === caseId);
      else if (message.kind === 'gone') setElsewhere(false);
      else if (message.kind === 'insert' && message.caseId === caseId) insertText(message.text);
    });
    tellWindows({ kind: 'open', caseId });
    return stop;
  }, [caseId]);
  return {
    elsewhere,
    open: () => openImagesWindow(caseId),
    fetchBack: () => {
      tellWindows({ kind: 'fetch', caseId });
      setElsewhere(false);
    },
  };
}
