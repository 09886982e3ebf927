import { number, TAG, text } from '../dicomJson';
import { AHEAD, fetchFrame, frameAnswered } from '../frames';
import type { Matrix, Point } from '../geometry';
import { areaOf, turnOf, type Appearance } from '../imageView';
import type { Pixels } from '../measure/statistics';
import { planeOf } from '../planes';
import type { VoiWindow } from '../presets';
import type { Frame } from '../study';
import { DECODERS, decoders } from './decoders';
import { Easel, type Look } from './Easel';
import { listenTo, type ToolName } from './gestures';
import { load, pixelsOf, shownBefore } from './images';
import { Magnifier } from './Magnifier';
import { fullWindow, type Picture, type ShapedWindow } from './picture';
import { Prefetch, type PrefetchLimits } from './prefetch';
import { watchPreviews } from './previews';
import * as seen from './view';

/** What a pane shows at this moment. */
export interface PaneState {
  index: number;
  /** A preview is the image at a smaller resolution, until the rest of it is here. */
  status: 'loading' | 'preview' | 'shown' | 'failed';
  /** Of a preview: how many columns and rows of the image share one of it. */
  coarse: number | undefined;
  window: VoiWindow | undefined;
  /** True while the table that the image brings makes the greys, and not a window. */
  curved: boolean;
  /** Against how the image is meant to be seen; MONOCHROME1 alone is not inverted. */
  inverted: boolean;
  colour: boolean;
  /** Scale against the image fitted into the pane, 1 = fitted. */
  zoom: number;
  /** Where the image lies in the pane. */
  matrix: Matrix | undefined;
  /** How many images of the series are loaded, and since when they are being loaded. */
  loaded: number;
  loadingSince: number;
  /** Turned or mirrored against how it was stored. */
  turned: boolean;
}

export type PaneListener = (state: PaneState) => void;

const SMALL_PIXELS = 512 * 512;
/** Without a graphics card every new number on the page costs more than the decoding of an image. */
const PROGRESS_MS = 500;
/** A hand that goes this far takes the window over the whole range of values. */
const WINDOW_WAY = 1024;
const LEAST_SCROLL_STEP = 4;

/** A frame's bytes, unless the image is here already. */
const fetchAhead = async ({ imageId }: Frame) => shownBefore(imageId) ?? fetchFrame(imageId, AHEAD);

const isSmall = ({ source }: Frame) => (number(source, TAG.Rows) ?? 0) * (number(source, TAG.Columns) ?? 0) <= SMALL_PIXELS;

/**
 * How much is done ahead at once. Of small images more are asked for than a browser has connections: it takes the next one
 * by itself, however busy the page is, and the line stays full. Of large ones fewer, so that the image that is asked for
 * gets more of the line.
 */
function limitsFor(frame: Frame): PrefetchLimits {
  return isSmall(frame)
    ? { fetching: 16, decoding: DECODERS, decodingMeanwhile: DECODERS - 1, waiting: 400 }
    : { fetching: 3, decoding: DECODERS, decodingMeanwhile: DECODERS, waiting: 12 };
}

/** From here on the line has room for others: a small image's bytes are on their way, all of a large one's are here. */
const lineFreeOf = (frame: Frame) => (isSmall(frame) ? frameAnswered(frame.imageId) : fetchAhead(frame).catch(() => undefined));

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const whole = ({ center, width }: VoiWindow): VoiWindow => ({ center: Math.round(center), width: Math.round(width) });

/** One place with one series in it; not for use after `close`. */
export class Pane {
  private readonly easel: Easel;
  private readonly place = document.createElement('div');
  private readonly stopListening: () => void;
  private magnifier: Magnifier | undefined;
  private frames: readonly Frame[] = [];
  private status: PaneState['status'] = 'loading';
  private picture: Picture | undefined;
  private index = 0;
  /** The image that is wanted; another one is shown until it is loaded. */
  private target = 0;
  private view = seen.FITTED;
  /** Chosen by the reader for every image; without one, each is shown in the window that it brings. */
  private chosen: ShapedWindow | undefined;
  /** Against what the image itself says. */
  private inverted = false;
  private prefetch: Prefetch<Frame> | undefined;
  private stopWatching = () => {};
  private loaded = 0;
  private loadingSince = 0;
  private progressTold = 0;
  private told = '';

  constructor(
    private readonly element: HTMLElement,
    tool: () => ToolName | undefined,
    private readonly listener: PaneListener,
  ) {
    this.place.className = 'viewport-element';
    this.easel = new Easel(this.place.appendChild(document.createElement('canvas')));
    element.prepend(this.place);
    this.stopListening = listenTo(element, tool, {
      window: (by) => this.windowBy(by),
      zoom: (factor, at) => this.zoomBy(factor, at),
      pan: (by) => this.see(seen.moved(this.view, this.extent, this.size, by)),
      scroll: (images) => this.scrollBy(images),
      scrollStep: () => Math.max(LEAST_SCROLL_STEP, this.size.height / Math.max(1, this.frames.length)),
      magnify: (at) => this.magnify(at),
    });
    this.easel.fit(this.size);
  }

  /** @param window to open it in; without one, the window that each image brings */
  async show(frames: readonly Frame[], index: number, window?: VoiWindow): Promise<void> {
    this.prefetch?.stop();
    this.frames = frames;
    this.status = 'loading';
    this.picture = undefined;
    this.index = this.target = index;
    this.view = seen.FITTED;
    this.inverted = false;
    this.chosen = window && { ...window, shape: 'LINEAR' };
    this.loaded = 0;
    this.told = '';
    this.easel.clear();
    const first = frames[index];
    if (!first) return;
    decoders.prepare(text(first.source, TAG.AvailableTransferSyntaxUID));
    const prefetch = this.prefetchFrom(index, first);
    const opened = load(first, true);
    this.watch(first, index);
    // The line belongs to the image that is opened, then to the others; the processor too, until it is on the screen.
    void lineFreeOf(first).then(() => prefetch.start());
    try {
      this.put(await opened, index, frames);
      await nextFrame();
      await nextFrame();
    } catch {
      this.fail(index, frames);
    }
    prefetch.startDecoding();
  }

  scrollTo(index: number): void {
    const target = Math.min(this.frames.length - 1, Math.max(0, index));
    const frame = this.frames[target];
    if (!frame || target === this.target) return;
    this.target = target;
    this.prefetch?.moveTo(target);
    const known = shownBefore(frame.imageId);
    if (known) return this.put(known, target, this.frames);
    const { frames } = this;
    const loading = load(frame, true);
    this.watch(frame, target);
    loading.then(
      (picture) => this.put(picture, target, frames),
      () => this.fail(target, frames),
    );
  }

  scrollBy(delta: number, around = false): void {
    const target = this.target + delta;
    this.scrollTo(around ? (target + this.frames.length) % Math.max(1, this.frames.length) : target);
  }

  /** A window in modality units; without one, the window that the image brings. */
  setWindow(window: VoiWindow | undefined): void {
    this.chosen = window && { ...window, shape: 'LINEAR' };
    this.draw();
  }

  /** From the smallest to the largest value of the image. */
  setFullWindow(): void {
    if (this.picture && !this.picture.coarse) this.setWindow(fullWindow(this.picture));
  }

  toggleInvert(): void {
    this.inverted = !this.inverted;
    this.draw();
  }

  /** A quarter turn clockwise, or counter-clockwise. */
  rotate(quarters: 1 | -1): void {
    this.see(seen.turned(this.view, quarters));
  }

  flip(direction: 'horizontal' | 'vertical'): void {
    this.see(seen.flipped(this.view, direction));
  }

  /** Around a place of the pane; without one, its middle. */
  zoomBy(factor: number, at?: Point): void {
    this.see(seen.zoomed(this.view, this.extent, this.size, factor, at));
  }

  reset(): void {
    this.inverted = false;
    this.chosen = undefined;
    this.see(seen.FITTED);
  }

  /** How the image is seen now; undefined before it is. */
  get appearance(): Appearance | undefined {
    const { matrix, picture } = this;
    if (!matrix || !picture || picture.coarse) return undefined;
    const { voi, inverted } = this.look(picture);
    return {
      window: picture.colour || 'values' in voi ? undefined : { center: voi.center, width: Math.max(1, voi.width) },
      ...turnOf(matrix),
      inverted,
      area: areaOf(matrix, this.size),
    };
  }

  /** Shows the image as a presentation state has it. */
  present({ rotation = 0, mirrored = false, inverted, window, area }: Partial<Appearance>): void {
    const turned = { ...seen.FITTED, turn: seen.turnFor(rotation, mirrored) };
    if (inverted !== undefined) this.inverted = inverted !== Boolean(this.picture?.inverse);
    this.chosen = window && { ...window, shape: 'LINEAR' };
    this.see(area ? seen.between(turned, this.extent, this.size, area) : turned);
  }

  get sight(): seen.Sight | undefined {
    const plane = planeOf(this.frames[this.index]?.dataSet ?? {});
    return plane && this.picture && seen.sightOf(this.view, this.extent, this.size, plane);
  }

  lookAt(sight: seen.Sight | undefined): void {
    const plane = planeOf(this.frames[this.index]?.dataSet ?? {});
    if (sight && plane && this.picture) this.see(seen.lookingAt(this.view, this.extent, this.size, plane, sight));
  }

  pixels(index: number): Pixels | undefined {
    const frame = this.frames[index];
    return frame && pixelsOf(frame.imageId);
  }

  /** After a change of size: the same part is in view as before, fitted if it was. */
  fit(): void {
    this.easel.fit(this.size);
    this.draw();
  }

  close(): void {
    this.prefetch?.stop();
    this.stopWatching();
    this.stopListening();
    this.magnify(undefined);
    this.frames = [];
    this.place.remove();
  }

  private prefetchFrom(index: number, first: Frame): Prefetch<Frame> {
    const { frames } = this;
    this.loadingSince = Date.now();
    const steps = { fetch: fetchAhead, decode: (frame: Frame) => load(frame) };
    this.prefetch = new Prefetch(frames, index, steps, limitsFor(first), (done) => {
      this.loaded = done;
      if (done < frames.length && Date.now() - this.progressTold < PROGRESS_MS) return;
      this.progressTold = Date.now();
      this.tell();
    });
    return this.prefetch;
  }

  /** A large image on a thin line is shown at smaller resolutions until it is here. */
  private watch(frame: Frame, index: number): void {
    this.stopWatching();
    const { frames } = this;
    this.stopWatching = watchPreviews(frame, (preview) => this.put(preview, index, frames));
  }

  /** What was asked for is here, unless another image is wanted by now. */
  private put(picture: Picture, index: number, frames: readonly Frame[]): void {
    if (this.frames !== frames || this.target !== index) return;
    this.picture = picture;
    this.index = index;
    this.status = picture.coarse ? 'preview' : 'shown';
    if (!picture.coarse) this.stopWatching();
    this.draw();
  }

  private fail(index: number, frames: readonly Frame[]): void {
    if (this.frames !== frames || this.target !== index) return;
    this.status = 'failed';
    this.stopWatching();
    this.index = index;
    this.picture = undefined;
    this.easel.clear();
    this.tell();
  }

  private see(view: seen.View): void {
    this.view = view;
    this.draw();
  }

  private windowBy([right, down]: Point): void {
    const { picture } = this;
    if (!picture) return;
    const full = fullWindow(picture);
    const { voi } = this.look(picture);
    const { center, width, shape } = 'values' in voi ? full : voi;
    const step = full.width / WINDOW_WAY;
    this.chosen = { center: center + down * step, width: Math.max(Math.min(1, step), width + right * step), shape };
    this.draw();
  }

  private magnify(at: Point | undefined): void {
    const { picture, matrix } = this;
    if (!at || !picture || !matrix) {
      this.magnifier?.close();
      this.magnifier = undefined;
      return;
    }
    this.magnifier ??= new Magnifier(this.element);
    this.magnifier.show(at, picture, matrix, this.look(picture));
  }

  private look(picture: Picture): Look {
    return { voi: this.chosen ?? picture.voi, inverted: this.inverted !== picture.inverse };
  }

  /** Whether the window is the image's or the reader's, and not one that the values of a preview make. */
  private get isCertain(): boolean {
    const { dataSet = {} } = this.frames[this.index] ?? {};
    return !this.picture?.coarse || this.chosen !== undefined || number(dataSet, TAG.WindowCenter) !== undefined;
  }

  private get size(): seen.Size {
    return { width: Math.max(1, this.element.clientWidth), height: Math.max(1, this.element.clientHeight) };
  }

  private get extent(): seen.Extent {
    return this.picture ?? { columns: 1, rows: 1, aspect: 1 };
  }

  private get matrix(): Matrix | undefined {
    return this.picture && seen.matrixOf(this.view, this.picture, this.size);
  }

  private draw(): void {
    const { picture, matrix } = this;
    if (!picture || !matrix) return;
    this.easel.draw(picture, matrix, this.look(picture));
    this.tell();
  }

  private tell(): void {
    if (this.frames.length === 0) return;
    const state = this.state();
    const told = JSON.stringify(state);
    if (told === this.told) return;
    this.told = told;
    this.listener(state);
  }

  private state(): PaneState {
    const { picture, index, status, loaded, loadingSince, matrix } = this;
    const voi = picture && this.look(picture).voi;
    const curved = voi !== undefined && 'values' in voi;
    return {
      index,
      status,
      coarse: picture?.coarse,
      window: voi && !('values' in voi) && this.isCertain ? whole(voi) : undefined,
      curved,
      inverted: this.inverted,
      colour: Boolean(picture?.colour),
      zoom: Math.round(this.view.zoom * 100) / 100,
      matrix,
      loaded,
      loadingSince,
      turned: !seen.isAsStored(this.view),
    };
  }
}
