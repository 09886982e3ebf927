/** A large answer that is on its way. */
export interface Arrival {
  soFar: Uint8Array<ArrayBuffer>;
  /** How many bytes it will have. */
  all: number;
  /** When its first bytes came, as `performance.now` tells it. */
  since: number;
}

export type Watcher = (arrival: Arrival) => void;

/** What is smaller is here before anybody could be shown a part of it. */
const LARGE = 1_048_576;

const watchers = new Map<string, Set<Watcher>>();

/** Whoever looks at what has not come yet is told with every piece; ends with what is returned. */
export function watch(url: string, watcher: Watcher): () => void {
  const all = watchers.get(url) ?? new Set();
  watchers.set(url, all.add(watcher));
  return () => {
    all.delete(watcher);
    if (all.size === 0 && watchers.get(url) === all) watchers.delete(url);
  };
}

/** The whole body; where it is large and its length announced, watchers of the address see it come. */
export async function bodyOf(answer: Response, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const all = Number(answer.headers.get('Content-Length'));
  if (!(all >= LARGE) || answer.headers.has('Content-Encoding') || !answer.body) return new Uint8Array(await answer.arrayBuffer());
  const body = new Uint8Array(all);
  const reader = answer.body.getReader();
  const since = performance.now();
  let length = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    body.set(piece.value, length);
    length += piece.value.length;
    const soFar = body.subarray(0, length);
    watchers.get(url)?.forEach((watcher) => watcher({ soFar, all, since }));
  }
  return body.subarray(0, length);
}
