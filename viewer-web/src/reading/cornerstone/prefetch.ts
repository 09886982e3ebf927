/** Loads one image into the cache; rejects where that is not possible. */
export type LoadImage = (imageId: string) => Promise<unknown>;

/**
 * Fills the cache with a series, always the image nearest to the cursor first, a few at a time so that an image the
 * reader asks for never waits behind many that nobody asked for.
 */
export class Prefetch {
  private readonly waiting: Set<number>;
  private running = 0;
  private done = 0;
  private cursor: number;
  private stopped = false;

  constructor(
    private readonly imageIds: readonly string[],
    start: number,
    private readonly load: LoadImage,
    private readonly concurrency: number,
    /** Told how many are through, whatever became of them. */
    private readonly onProgress: (done: number) => void = () => undefined,
  ) {
    this.waiting = new Set(imageIds.keys());
    this.cursor = start;
  }

  start(): void {
    while (!this.stopped && this.running < this.concurrency && this.waiting.size > 0) void this.loadNearest();
  }

  moveTo(index: number): void {
    this.cursor = index;
  }

  stop(): void {
    this.stopped = true;
  }

  private async loadNearest(): Promise<void> {
    let nearest = -1;
    for (const index of this.waiting) {
      if (nearest < 0 || Math.abs(index - this.cursor) < Math.abs(nearest - this.cursor)) nearest = index;
    }
    const imageId = this.imageIds[nearest];
    this.waiting.delete(nearest);
    if (imageId === undefined) return;
    this.running += 1;
    // An image that cannot be loaded says so when it is looked at.
    await this.load(imageId).catch(() => undefined);
    this.running -= 1;
    this.done += 1;
    if (!this.stopped) this.onProgress(this.done);
    this.start();
  }
}
