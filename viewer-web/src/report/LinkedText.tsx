import { imageLinkText, partsOf } from './imageLinks';
import { useShowImage } from './useShowImage';

/** Written text in which a place in the images is a button that goes there. */
export function LinkedText({ text }: { text: string }) {
  const showImage = useShowImage();
  return partsOf(text).map((part, i) =>
    typeof part === 'string' ? (
      part
    ) : (
      <button key={i} type="button" className="image-link" onClick={() => showImage(part)}>
        {imageLinkText(part)}
      </button>
    ),
  );
}
