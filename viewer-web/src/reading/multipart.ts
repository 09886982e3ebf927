const SEPARATOR = [13, 10, 13, 10];

/** The first part of a multipart body (RFC 2046 5.1): its headers as text, and its content. */
export function firstPart(contentType: string, body: Uint8Array<ArrayBuffer>): { headers: string; content: Uint8Array<ArrayBuffer> } {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  const head = find(body, SEPARATOR, 0);
  if (!boundary || head < 0) throw new Error('not a multipart body');
  const close = [...new TextEncoder().encode(`\r\n--${boundary}`)];
  // From the end, where it is near: the content may be megabytes long.
  let end = body.length - close.length;
  while (end >= 0 && !startsAt(body, close, end)) end -= 1;
  const content = head + SEPARATOR.length;
  if (end < content) throw new Error('a multipart body without its end');
  return { headers: new TextDecoder().decode(body.subarray(0, head)), content: body.slice(content, end) };
}

const startsAt = (bytes: Uint8Array, pattern: readonly number[], at: number) => pattern.every((byte, i) => bytes[at + i] === byte);

function find(bytes: Uint8Array, pattern: readonly number[], from: number): number {
  for (let at = from; at <= bytes.length - pattern.length; at++) if (startsAt(bytes, pattern, at)) return at;
  return -1;
}
