/** Does one thing to one image; rejects where that is not possible. */
export type ImageStep<T> = (image: T) => Promise<unknown>;

export interface PrefetchSteps<T> {
  /** Brings its bytes over the line. */
  fetch: ImageStep<T>;
  /** Puts it into the cache, ready to be shown. */
  decode: ImageStep<T>;
}

export interface PrefetchLimits {
  fetching: number;
  decoding: number;
  /** As long as bytes are coming: the line is not to wait for a processor. */
  decodingMeanwhile: number;
  /** How many may be here and not decoded yet. */
  waiting: number;
}

/**
 * Fills the cache with a series, always the image nearest to the cursor first, a few at a time so that an image the
 * reader asks for never waits behind many that nobody asked for. The line does not wait for the processor: while images
 * are decoded, the next ones are fetched.
 */
export class Prefetch<T> {
  private readonly toFetch: Set<number>;
  private readonly toDecode = new Set<number>();
  private fetching = 0;
  private decoding = 0;
  private done = 0;
  private cursor: number;
  private mayDecode = false;
  private stopped = false;

  constructor(
    private readonly images: readonly T[],
    start: number,
    private readonly steps: PrefetchSteps<T>,
    private readonly limits: PrefetchLimits,
    /** Told how many are through, whatever became of them. */
    private readonly onProgress: (done: number) => void = () => undefined,
  ) {
    this.toFetch = new Set(images.keys());
    this.cursor = start;
  }

  /** Begins to fetch. */
  start(): void {
    const { fetching, waiting } = this.limits;
    while (!this.stopped && this.fetching < fetching && this.fetching + this.toDecode.size < waiting && this.toFetch.size > 0) {
      void this.fetchNearest();
    }
  }

  /** Begins to decode; until then the processor is left to the image that is being opened. */
  startDecoding(): void {
    this.mayDecode = true;
    while (!this.stopped && this.decoding < this.decodersAllowed() && this.toDecode.size > 0) void this.decodeNearest();
  }

  moveTo(index: number): void {
    this.cursor = index;
  }

  stop(): void {
    this.stopped = true;
  }

  private async fetchNearest(): Promise<void> {
    const index = this.takeNearest(this.toFetch);
    this.fetching += 1;
    // An image that cannot be loaded says so when it is looked at.
    await this.steps.fetch(this.images[index] as T).catch(() => undefined);
    this.fetching -= 1;
    this.toDecode.add(index);
    this.start();
    if (this.mayDecode) this.startDecoding();
  }

  private async decodeNearest(): Promise<void> {
    const index = this.takeNearest(this.toDecode);
    this.decoding += 1;
    await this.steps.decode(this.images[index] as T).catch(() => undefined);
    this.decoding -= 1;
    this.done += 1;
    if (!this.stopped) this.onProgress(this.done);
    this.startDecoding();
    this.start();
  }

  private decodersAllowed(): number {
    return this.fetching > 0 ? this.limits.decodingMeanwhile : this.limits.decoding;
  }

  private takeNearest(indices: Set<number>): number {
    let nearest = -1;
    for (const index of indices) {
      if (nearest < 0 || Math.abs(index - this.cursor) < Math.abs(nearest - this.cursor)) nearest = index;
    }
    indices.delete(nearest);
    return nearest;
  }
}
