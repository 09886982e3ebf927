import { useParams } from 'react-router';
import { tellWindows } from '../app/windows';
import { showImage, type ImageLink } from './imageLinks';

/** Goes to an image of the page's case: in this window, or in that of the images. */
export function useShowImage(): (link: ImageLink) => void {
  const { caseId = '' } = useParams();
  return (link) => {
    if (!showImage(link)) tellWindows({ kind: 'show', caseId, link });
  };
}
