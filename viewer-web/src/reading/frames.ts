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

const held = new Map<string, Promise<EncodedFrame>>();
let leaving = new AbortController();

export const frameUrl = (imageId: string) => imageId.replace(/^wadors:/, '');

/**
 * A frame, fetched once and held until it is decoded: who wants it in advance and who wants it now get the same answer.
 * What is wanted now goes before what is fetched in advance, where both wait for a connection.
 */
export function fetchFrame(imageId: string, priority: RequestPriority = 'high'): Promise<EncodedFrame> {
  const known = held.get(imageId);
  if (known) return known;
  const coming = fetched(imageId, priority);
  held.set(imageId, coming);
  coming.catch(() => held.get(imageId) === coming && held.delete(imageId));
  return coming;
}

export const dropFrame = (imageId: string) => held.delete(imageId);

/** Nothing is held any more, and nothing is on its way: the line belongs to what comes next. */
export function dropFrames(): void {
  held.clear();
  leaving.abort();
  leaving = new AbortController();
}

/** What the headers of a part say of its content. */
export const transferSyntaxIn = (headers: string): string => /transfer-syntax="?([\d.]+)/i.exec(headers)?.[1] ?? EXPLICIT_LITTLE_ENDIAN;

async function fetched(imageId: string, priority: RequestPriority): Promise<EncodedFrame> {
  const url = frameUrl(imageId);
  const answer = await fetch(url, { headers: { Accept: FRAME_ACCEPT }, priority, signal: leaving.signal });
  if (!answer.ok) throw new ApiError(answer.status, 'UNEXPECTED', '');
  const { headers, content } = firstPart(answer.headers.get('Content-Type') ?? '', await bodyOf(answer, url));
  return { bytes: content, transferSyntaxUID: transferSyntaxIn(headers) };
}
