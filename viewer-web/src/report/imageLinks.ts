/**
 * A place in the images, said in the text of a result so that people read it in the SR and the PDF too:
 * “[Chuỗi 3, ảnh 12]” by Series Number (0020,0011) and Instance Number (0020,0013).
 */
export interface ImageLink {
  seriesNumber: number;
  instanceNumber: number;
}

const LINK = /\[Chuỗi (\d+), ảnh (\d+)\]/g;
const listeners = new Set<(link: ImageLink) => void>();

export const imageLinkText = ({ seriesNumber, instanceNumber }: ImageLink) => `[Chuỗi ${seriesNumber}, ảnh ${instanceNumber}]`;

/** A text in parts: what is read, and the places in it that lead to an image. */
export function partsOf(text: string): (string | ImageLink)[] {
  const parts: (string | ImageLink)[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ seriesNumber: Number(match[1]), instanceNumber: Number(match[2]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** Whoever shows images is told which one somebody wants to see; returns how to stop listening. */
export function onShowImage(listener: (link: ImageLink) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** False where no images are in this window. */
export function showImage(link: ImageLink): boolean {
  listeners.forEach((listener) => listener(link));
  return listeners.size > 0;
}

/** The link that the cursor is in. */
export function linkAt(text: string, position: number): ImageLink | undefined {
  let end = 0;
  for (const part of partsOf(text)) {
    end += typeof part === 'string' ? part.length : imageLinkText(part).length;
    if (position < end) return typeof part === 'string' ? undefined : part;
  }
  return undefined;
}
