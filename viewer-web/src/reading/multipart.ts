const SEPARATOR = [13, 10, 13, 10];

/** Of the first part of a multipart body (RFC 2046 5.1) that may still be on its way: its headers as text, and where its content begins. */
export function partHead(body: Uint8Array): { headers: string; content: number } | undefined {
  const head = find(body, SEPARATOR, 0);
  return head < 0 ? undefined : { headers: new TextDecoder().decode(body.subarray(0, head)), content: head + SEPARATOR.length };
}

/** The first part of a multipart body (RFC 2046 5.1): its headers as text, and its content. */
export function firstPart(contentType: string, body: Uint8Array<ArrayBuffer>): { headers: string; content: Uint8Array<ArrayBuffer> } {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  const head = partHead(body);
  if (!boundary || !head) throw new Error('not a multipart body');
  const close = [...new TextEncoder().encode(`\r\n--${boundary}`)];
  // From the end, where it is near: the content may be megabytes long.
  let end = body.length - close.length;
  while (end >= 0 && !startsAt(body, close, end)) end -= 1;
  if (end < head.content) throw new Error('a multipart body without its end');
  return { headers: head.headers, content: body.slice(head.content, end) };
}

const startsAt = (bytes: Uint8Array, pattern: readonly number[], at: number) => pattern.every((byte, i) => bytes[at + i] === byte);

function find(bytes: Uint8Array, pattern: readonly number[], from: number): number {
  for (let at = from; at <= bytes.length - pattern.length; at++) if (startsAt(bytes, pattern, at)) return at;
  return -1;
}
