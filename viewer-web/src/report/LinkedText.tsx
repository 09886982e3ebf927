import { imageLinkText, partsOf, showImage } from './imageLinks';

/** Written text in which a place in the images is a button that goes there. */
export function LinkedText({ text }: { text: string }) {
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
