import * as core from '@cornerstonejs/core';
import type { LookupTable } from '../bulk';
import { number, TAG } from '../dicomJson';
import type { Matrix } from '../geometry';
import { areaOf, turnOf, type Appearance } from '../imageView';
import type { Pixels } from '../measure/statistics';
import type { VoiWindow } from '../presets';
import { fetchFrame } from '../frames';
import type { Frame } from '../study';
import { know } from './loader';
import { curve, straight } from './lookup';
import { pixelsOf } from './pixels';
import { Prefetch, type PrefetchLimits } from './prefetch';
import { DECODERS } from './start';
import { look, lookBetween, matrixOfView, sightOf, type Sight } from './view';

/** What a pane shows at this moment. */
export interface PaneState {
  index: number;
  status: 'loading' | 'shown' | 'failed';
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

const { Events, RequestType } = core.Enums;
const { toLowHighRange, toWindowLevel } = core.utilities.windowLevel;
const OWN_EVENTS = [
  Events.STACK_NEW_IMAGE,
  Events.VOI_MODIFIED,
  Events.CAMERA_MODIFIED,
  Events.CAMERA_RESET,
  Events.IMAGE_RENDERED,
];

const SMALL_PIXELS = 512 * 512;
/** Without a graphics card every new number on the page costs more than the decoding of an image. */
const PROGRESS_MS = 500;

/** A frame's bytes, unless the image is here already. */
const fetchAhead = async (imageId: string) => core.cache.getImageLoadObject(imageId) ?? fetchFrame(imageId, 'low');
const decodeAhead = (imageId: string) =>
  core.imageLoader.loadAndCacheImage(imageId, { requestType: RequestType.Prefetch, priority: 0 });

/**
 * How much is done ahead at once. Of small images more are asked for than a browser has connections: it takes the next one
 * by itself, however busy the page is, and the line stays full. Of large ones fewer, so that the image that is asked for
 * gets more of the line.
 */
function limitsFor(frame: Frame | undefined): PrefetchLimits {
  const pixels = (number(frame?.source ?? {}, TAG.Rows) ?? 0) * (number(frame?.source ?? {}, TAG.Columns) ?? 0);
  return pixels <= SMALL_PIXELS
    ? { fetching: 16, decoding: DECODERS, waiting: 400 }
    : { fetching: 3, decoding: DECODERS, waiting: 12 };
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function fullWindow({ minPixelValue, maxPixelValue }: core.Types.IImage): VoiWindow {
  const { windowCenter, windowWidth } = toWindowLevel(minPixelValue, maxPixelValue);
  return { center: windowCenter, width: windowWidth };
}

/** One viewport with one series in it; not for use after `close`. */
export class Pane {
  private frames: readonly Frame[] = [];
  private status: PaneState['status'] = 'loading';
  /** True while each image is shown in the window that it brings; false once the reader has chosen one. */
  private windowIsImages = true;
  private chosen: core.Types.VOIRange | undefined;
  private curved = false;
  private prefetch: Prefetch | undefined;
  private applied: core.Types.VOIRange | undefined;
  private loaded = 0;
  private loadingSince = 0;
  private progressTold = 0;
  private told = '';
  private closed = false;

  constructor(
    private readonly viewport: core.StackViewport,
    private readonly element: HTMLDivElement,
    private readonly listener: PaneListener,
  ) {
    OWN_EVENTS.forEach((event) => element.addEventListener(event, this.tell));
    core.eventTarget.addEventListener(Events.IMAGE_LOAD_ERROR, this.onLoadError);
  }

  get viewportId(): string {
    return this.viewport.id;
  }

  /** @param window to open it in; without one, the window that each image brings */
  async show(frames: readonly Frame[], index: number, window?: VoiWindow): Promise<void> {
    this.prefetch?.stop();
    this.frames = frames;
    this.status = 'loading';
    this.loaded = 0;
    this.told = '';
    frames.forEach(({ imageId, source }) => know(imageId, source));
    const imageIds = frames.map((frame) => frame.imageId);
    this.loadingSince = Date.now();
    const prefetch = new Prefetch(imageIds, index, { fetch: fetchAhead, decode: decodeAhead }, limitsFor(frames[0]), (done) => {
      this.loaded = done;
      if (done === imageIds.length || Date.now() - this.progressTold > PROGRESS_MS) this.tellProgress();
    });
    this.prefetch = prefetch;
    const first = imageIds[index];
    // The line belongs to the image that is opened, then to the others; the processor too, until it is on the screen.
    if (first) void fetchAhead(first).catch(() => undefined).then(() => prefetch.start());
    try {
      await this.viewport.setStack(imageIds, index);
      if (this.closed || this.frames !== frames) return;
      const drawn = this.drawn();
      this.reset();
      if (window) this.setWindow(window);
      await drawn;
    } catch {
      if (this.closed || this.frames !== frames) return;
      this.status = 'failed';
      this.tell();
    }
    prefetch.startDecoding();
  }

  scrollTo(index: number): void {
    const last = this.frames.length - 1;
    const target = Math.min(last, Math.max(0, index));
    if (target < 0 || target === this.viewport.getTargetImageIdIndex()) return;
    void this.viewport.setImageIdIndex(target).catch(() => undefined); // told by onLoadError
  }

  scrollBy(delta: number, around = false): void {
    const target = this.viewport.getTargetImageIdIndex() + delta;
    this.scrollTo(around ? (target + this.frames.length) % Math.max(1, this.frames.length) : target);
  }

  /** A window in modality units; without one, the window that the image brings. */
  setWindow(window: VoiWindow | undefined): void {
    this.windowIsImages = window === undefined;
    if (window) {
      this.chosen = toLowHighRange(window.width, window.center);
      this.applyRange(this.chosen);
    } else {
      this.applyImageWindow();
    }
    this.viewport.render();
  }

  /** From the smallest to the largest value of the image. */
  setFullWindow(): void {
    const image = this.image;
    if (image) this.setWindow(fullWindow(image));
  }

  toggleInvert(): void {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.viewport.render();
    this.tell();
  }

  /** A quarter turn clockwise, or counter-clockwise. */
  rotate(quarters: 1 | -1): void {
    const { rotation = 0 } = this.viewport.getViewPresentation();
    // Cornerstone turns the camera, which turns the image the other way.
    this.viewport.setViewPresentation({ rotation: (rotation + 360 + quarters * 90) % 360 });
    this.viewport.render();
    this.tell();
  }

  flip(direction: 'horizontal' | 'vertical'): void {
    const { flipHorizontal, flipVertical } = this.viewport.getViewPresentation();
    this.viewport.setViewPresentation(
      direction === 'horizontal' ? { flipHorizontal: !flipHorizontal } : { flipVertical: !flipVertical },
    );
    this.viewport.render();
    this.tell();
  }

  zoomBy(factor: number): void {
    this.viewport.setZoom(this.viewport.getZoom() * factor);
    this.viewport.render();
  }

  reset(): void {
    this.viewport.setProperties({ invert: Boolean(this.image?.invert) });
    this.viewport.setViewPresentation({ rotation: 0, flipHorizontal: false, flipVertical: false });
    this.viewport.resetCamera();
    this.setWindow(undefined);
    this.tell();
  }

  /** How the image is seen now; undefined before it is. */
  get appearance(): Appearance | undefined {
    const matrix = this.status === 'shown' ? matrixOfView(this.viewport) : undefined;
    if (!matrix) return undefined;
    const { voiRange, invert } = this.viewport.getProperties();
    const windowed = voiRange && !this.curved && !this.image?.color;
    const { windowCenter, windowWidth } = toWindowLevel(voiRange?.lower ?? 0, voiRange?.upper ?? 0);
    const { clientWidth, clientHeight } = this.element;
    return {
      window: windowed ? { center: windowCenter, width: Math.max(1, windowWidth) } : undefined,
      ...turnOf(matrix),
      inverted: Boolean(invert),
      area: areaOf(matrix, { width: clientWidth, height: clientHeight }),
    };
  }

  /** Shows the image as a presentation state has it. */
  present(view: Partial<Appearance>): void {
    this.viewport.resetCamera();
    this.viewport.setViewPresentation({ rotation: 0, flipHorizontal: false, flipVertical: false });
    if (view.mirrored) this.viewport.setViewPresentation({ flipHorizontal: true });
    // Cornerstone turns a mirrored image the other way round.
    if (view.rotation) this.viewport.setViewPresentation({ rotation: view.mirrored ? 360 - view.rotation : view.rotation });
    if (view.inverted !== undefined) this.viewport.setProperties({ invert: view.inverted });
    this.setWindow(view.window);
    if (view.area) lookBetween(this.viewport, view.area);
    this.viewport.render();
    this.tell();
  }

  get sight(): Sight {
    return sightOf(this.viewport);
  }

  lookAt(sight: Sight): void {
    look(this.viewport, sight);
  }

  pixels(index: number): Pixels | undefined {
    const frame = this.frames[index];
    return frame && pixelsOf(frame.imageId);
  }

  /** Remembers scale and shift; what is returned puts them back, after the pane has been fitted to a new size. */
  holdView(): () => void {
    if (this.status !== 'shown') return () => undefined;
    const zoom = this.viewport.getZoom();
    const pan = this.viewport.getPan();
    const fitted = Math.abs(zoom - 1) < 0.01 && Math.hypot(...pan) < 1;
    return () => {
      if (!fitted) {
        this.viewport.setZoom(zoom);
        this.viewport.setPan(pan);
        this.viewport.render();
      }
      this.tell();
    };
  }

  close(): void {
    this.closed = true;
    this.prefetch?.stop();
    OWN_EVENTS.forEach((event) => this.element.removeEventListener(event, this.tell));
    core.eventTarget.removeEventListener(Events.IMAGE_LOAD_ERROR, this.onLoadError);
  }

  /** Resolves when what is being drawn has reached the screen. */
  private async drawn(): Promise<void> {
    await new Promise((resolve) => this.element.addEventListener(Events.IMAGE_RENDERED, resolve, { once: true }));
    // The graphics card is asked by then, but not through.
    await nextFrame();
    await nextFrame();
  }

  private tellProgress(): void {
    this.progressTold = Date.now();
    this.tell();
  }

  private readonly onLoadError = (event: Event): void => {
    const { imageId } = (event as CustomEvent<{ imageId: string }>).detail;
    if (this.frames[this.viewport.getTargetImageIdIndex()]?.imageId !== imageId) return;
    this.status = 'failed';
    this.tell();
  };

  private get image(): core.Types.IImage | undefined {
    return this.status === 'shown' ? this.viewport.getCornerstoneImage() : undefined;
  }

  /**
   * Done here and not by Cornerstone's own reset, which goes back to the window of the first image that was shown,
   * whatever image is shown now, and still reports the window of this one.
   */
  private applyImageWindow(): void {
    const image = this.image;
    if (!image) return;
    const table = (image as { voiTable?: LookupTable }).voiTable;
    if (table && !core.getShouldUseCPURendering()) {
      this.applyCurve(table);
      return;
    }
    const [width] = [image.windowWidth].flat();
    const [center] = [image.windowCenter].flat();
    if (width === undefined || center === undefined) return;
    const exact = image.voiLUTFunction === 'LINEAR_EXACT' ? image.voiLUTFunction : undefined;
    this.applyRange(toLowHighRange(width, center, exact));
  }

  private applyRange(range: core.Types.VOIRange): void {
    if (this.curved) this.draw(straight(range, Boolean(this.viewport.getProperties().invert)));
    this.curved = false;
    this.applied = range;
    this.viewport.setProperties({ voiRange: range });
  }

  /** VOI LUT Sequence: the greys of a table, which no window can make (PS3.3 C.11.2.1.1). */
  private applyCurve(table: LookupTable): void {
    this.applied = { lower: table.first, upper: table.first + table.values.length - 1 };
    this.viewport.setProperties({ voiRange: this.applied });
    this.draw(curve(table, Boolean(this.viewport.getProperties().invert)));
    this.curved = true;
  }

  private draw(colours: ReturnType<typeof straight>): void {
    const actor = this.viewport.getDefaultActor()?.actor as core.Types.ImageActor | undefined;
    actor?.getProperty().setRGBTransferFunction(0, colours);
  }

  /** What moves the window besides the methods here is the reader's hand; it then holds for the images to come. */
  private noticeHand(): void {
    const { voiRange } = this.viewport.getProperties();
    if (voiRange?.lower === this.applied?.lower && voiRange?.upper === this.applied?.upper) return;
    this.windowIsImages = false;
    this.chosen = voiRange;
    this.applied = voiRange;
  }

  private onNewImage(): void {
    this.status = 'shown';
    this.prefetch?.moveTo(this.viewport.getCurrentImageIdIndex());
    if (this.windowIsImages) this.applyImageWindow();
    // Without WebGL Cornerstone forgets the chosen window with every image.
    else if (this.chosen && core.getShouldUseCPURendering()) this.viewport.setProperties({ voiRange: this.chosen });
  }

  private readonly tell = (event?: Event): void => {
    if (this.closed || this.frames.length === 0) return;
    if (event?.type === Events.STACK_NEW_IMAGE) this.onNewImage();
    if (event?.type === Events.IMAGE_RENDERED && this.status === 'shown') this.noticeHand();
    const state = this.state();
    const text = JSON.stringify(state);
    if (text === this.told) return; // several events speak of one change
    this.told = text;
    this.listener(state);
  };

  private state(): PaneState {
    const index = this.status === 'failed' ? this.viewport.getTargetImageIdIndex() : this.viewport.getCurrentImageIdIndex();
    const { voiRange, invert } = this.viewport.getProperties();
    const { rotation = 0, flipHorizontal, flipVertical } = this.viewport.getViewPresentation();
    const window = voiRange && toWindowLevel(voiRange.lower, voiRange.upper);
    return {
      index,
      status: this.status,
      window: window && { center: Math.round(window.windowCenter), width: Math.round(window.windowWidth) },
      curved: this.curved,
      inverted: Boolean(invert) !== Boolean(this.image?.invert),
      colour: Boolean(this.image?.color),
      zoom: Math.round(this.viewport.getZoom() * 100) / 100,
      matrix: this.status === 'shown' ? matrixOfView(this.viewport) : undefined,
      loaded: this.loaded,
      loadingSince: this.loadingSince,
      turned: Math.round(rotation) % 360 !== 0 || Boolean(flipHorizontal) || Boolean(flipVertical),
    };
  }
}
