import { FRAME_ACCEPT, frameUrl } from '../reading/frames';
import { fetchStudy, type Series } from '../reading/study';

const AT_ONCE = 2;

/** The images of a study as they are wanted when it is opened: each series from its middle outwards. */
export function inReadingOrder(series: readonly Series[]): string[] {
  return series.flatMap(({ frames }) => {
    const middle = Math.floor(frames.length / 2);
    return frames
      .map(({ imageId }, i) => ({ url: frameUrl(imageId), away: Math.abs(i - middle) }))
      .sort((a, b) => a.away - b.away)
      .map(({ url }) => url);
  });
}

/**
 * Brings the images of a study into the browser's own cache, where opening it finds them; they go when the person
 * logs out. Behind everything else that the page wants from the line.
 */
export async function fetchAhead(studyInstanceUID: string, onProgress: (done: number, all: number) => void): Promise<void> {
  const urls = inReadingOrder((await fetchStudy(studyInstanceUID)).series);
  let done = 0;
  onProgress(done, urls.length);
  const waiting = urls.values();
  const worker = async () => {
    for (const url of waiting) {
      const answer = await fetch(url, { headers: { Accept: FRAME_ACCEPT }, priority: 'low' });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      await answer.arrayBuffer();
      onProgress(++done, urls.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
