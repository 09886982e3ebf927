import { ApiError } from '../api/http';
import { bodyOf } from './arrivals';
import { firstPart } from './multipart';

/** Asked with these words everywhere: the browser's cache gives an answer back only to the same question. */
export const FRAME_ACCEPT = 'multipart/related; type=application/octet-stream; transfer-syntax=*';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';

/** A frame as it came over the line (PS3.18 10.4.1.1.6). */
export interface EncodedFrame {
  bytes: Uint8Array<ArrayBuffer>;
  transferSyntaxUID: string;
}

interface Coming {
  /** Settled when the first of its bytes is here, or none will be. */
  answered: Promise<unknown>;
  frame: Promise<EncodedFrame>;
}

const held = new Map<string, Coming>();
let leaving = new AbortController();

export const frameUrl = (imageId: string) => imageId.replace(/^wadors:/, '');

/** HTTP/2: every request is on its way at once. With HTTP/1.1 those beyond the sixth wait in the browser. */
const multiplexed = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => (entry as PerformanceNavigationTiming).nextHopProtocol === 'h2');

/** In the browser's queue what is wanted now goes before it. Where there is no queue, "low" would only make it slower. */
export const AHEAD: RequestPriority = multiplexed() ? 'auto' : 'low';

/**
 * A frame, fetched once and held until it is decoded: who wants it in advance and who wants it now get the same answer.
 *
 * @param priority `AHEAD` for what nobody looks at yet
 */
export function fetchFrame(imageId: string, priority: RequestPriority = 'high'): Promise<EncodedFrame> {
  const known = held.get(imageId);
  if (known) return known.frame;
  const url = frameUrl(imageId);
  const answer = fetch(url, { headers: { Accept: FRAME_ACCEPT }, priority, signal: leaving.signal });
  const frame = answer.then((response) => frameOf(response, url));
  const coming = { answered: answer.catch(() => undefined), frame };
  held.set(imageId, coming);
  frame.catch(() => held.get(imageId) === coming && held.delete(imageId));
  return frame;
}

/** When the line is about to be free of a frame that was asked for: its bytes are coming, or are here. */
export const frameAnswered = async (imageId: string): Promise<unknown> => held.get(imageId)?.answered;

export const dropFrame = (imageId: string) => held.delete(imageId);

/** Nothing is held any more, and nothing is on its way: the line belongs to what comes next. */
export function dropFrames(): void {
  held.clear();
  leaving.abort();
  leaving = new AbortController();
}

/** What the headers of a part say of its content. */
export const transferSyntaxIn = (headers: string): string => /transfer-syntax="?([\d.]+)/i.exec(headers)?.[1] ?? EXPLICIT_LITTLE_ENDIAN;

async function frameOf(answer: Response, url: string): Promise<EncodedFrame> {
  if (!answer.ok) throw new ApiError(answer.status, 'UNEXPECTED', '');
  const { headers, content } = firstPart(answer.headers.get('Content-Type') ?? '', await bodyOf(answer, url));
  return { bytes: content, transferSyntaxUID: transferSyntaxIn(headers) };
}
