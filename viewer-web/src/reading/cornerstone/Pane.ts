import * as core from '@cornerstonejs/core';
import { wadors } from '@cornerstonejs/dicom-image-loader';
import { TAG, numbers, strings } from '../dicomJson';
import { edgesOfCamera, edgesOfProjection, type Edges } from '../orientation';
import type { VoiWindow } from '../presets';
import type { Frame } from '../study';
import { Prefetch } from './prefetch';

/** What a pane shows at this moment. */
export interface PaneState {
  index: number;
  status: 'loading' | 'shown' | 'failed';
  window: VoiWindow | undefined;
  inverted: boolean;
  /** Scale against the image fitted into the pane, 1 = fitted. */
  zoom: number;
  edges: Edges | undefined;
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

const loadAhead = (imageId: string) =>
  core.imageLoader.loadAndCacheImage(imageId, { requestType: RequestType.Prefetch, priority: 0 });

/** One viewport with one series in it; not for use after `close`. */
export class Pane {
  private frames: readonly Frame[] = [];
  private status: PaneState['status'] = 'loading';
  /** True while each image is shown in the window that it brings; false once the reader has chosen one. */
  private windowIsImages = true;
  private prefetch: Prefetch | undefined;
  private applied: core.Types.VOIRange | undefined;
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

  async show(frames: readonly Frame[], index: number): Promise<void> {
    this.prefetch?.stop();
    this.frames = frames;
    this.status = 'loading';
    // The loader asks for rows, columns, rescale, spacing … by image id: they are all in the study's metadata.
    frames.forEach(({ imageId, dataSet }) => wadors.metaDataManager.add(imageId, dataSet as never));
    const imageIds = frames.map((frame) => frame.imageId);
    try {
      await this.viewport.setStack(imageIds, index);
      if (this.closed || this.frames !== frames) return;
      this.reset();
    } catch {
      if (this.closed || this.frames !== frames) return;
      this.status = 'failed';
      this.tell();
    }
    this.prefetch = new Prefetch(imageIds, index, loadAhead);
    this.prefetch.start();
  }

  scrollTo(index: number): void {
    const last = this.frames.length - 1;
    const target = Math.min(last, Math.max(0, index));
    if (target >= 0) void this.viewport.setImageIdIndex(target).catch(() => undefined); // told by onLoadError
  }

  scrollBy(delta: number): void {
    this.scrollTo(this.viewport.getTargetImageIdIndex() + delta);
  }

  /** A window in modality units; without one, the window that the image brings. */
  setWindow(window: VoiWindow | undefined): void {
    if (window) {
      this.viewport.setProperties({ voiRange: toLowHighRange(window.width, window.center) });
      this.windowIsImages = false;
    } else {
      this.windowIsImages = true;
      this.applyImageWindow();
    }
    this.viewport.render();
  }

  toggleInvert(): void {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.viewport.render();
    this.tell();
  }

  reset(): void {
    this.viewport.setProperties({ invert: Boolean(this.image?.invert) });
    this.viewport.resetCamera();
    this.setWindow(undefined);
  }

  /** Remembers scale and shift; what is returned puts them back, after the pane has been fitted to a new size. */
  holdView(): () => void {
    const zoom = this.viewport.getZoom();
    const pan = this.viewport.getPan();
    const fitted = Math.abs(zoom - 1) < 0.01 && Math.hypot(...pan) < 1;
    return () => {
      if (fitted) return;
      this.viewport.setZoom(zoom);
      this.viewport.setPan(pan);
      this.viewport.render();
    };
  }

  close(): void {
    this.closed = true;
    this.prefetch?.stop();
    OWN_EVENTS.forEach((event) => this.element.removeEventListener(event, this.tell));
    core.eventTarget.removeEventListener(Events.IMAGE_LOAD_ERROR, this.onLoadError);
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
    const [width] = [image.windowWidth].flat();
    const [center] = [image.windowCenter].flat();
    if (width === undefined || center === undefined) return;
    const exact = image.voiLUTFunction === 'LINEAR_EXACT' ? image.voiLUTFunction : undefined;
    this.applied = toLowHighRange(width, center, exact);
    this.viewport.setProperties({ voiRange: this.applied });
  }

  /** What moves the window besides the methods here is the reader's hand; it then holds for the images to come. */
  private noticeHand(): void {
    const { voiRange } = this.viewport.getProperties();
    if (voiRange?.lower !== this.applied?.lower || voiRange?.upper !== this.applied?.upper) this.windowIsImages = false;
  }

  private readonly tell = (event?: Event): void => {
    if (this.closed || this.frames.length === 0) return;
    if (event?.type === Events.STACK_NEW_IMAGE) {
      this.status = 'shown';
      this.prefetch?.moveTo(this.viewport.getCurrentImageIdIndex());
      if (this.windowIsImages) this.applyImageWindow();
    }
    if (event?.type === Events.IMAGE_RENDERED && this.windowIsImages && this.status === 'shown') this.noticeHand();
    const state = this.state();
    const text = JSON.stringify(state);
    if (text === this.told) return; // several events speak of one change
    this.told = text;
    this.listener(state);
  };

  private state(): PaneState {
    const index = this.status === 'failed' ? this.viewport.getTargetImageIdIndex() : this.viewport.getCurrentImageIdIndex();
    const { voiRange, invert } = this.viewport.getProperties();
    const window = voiRange && toWindowLevel(voiRange.lower, voiRange.upper);
    return {
      index,
      status: this.status,
      window: window && { center: Math.round(window.windowCenter), width: Math.round(window.windowWidth) },
      inverted: Boolean(invert),
      zoom: Math.round(this.viewport.getZoom() * 100) / 100,
      edges: this.edges(index),
    };
  }

  /** Only where the image says how it lies; an orientation is never guessed. */
  private edges(index: number): Edges | undefined {
    const dataSet = this.frames[index]?.dataSet ?? {};
    if (numbers(dataSet, TAG.ImageOrientationPatient).length === 6) {
      const { viewUp, viewPlaneNormal } = this.viewport.getCamera();
      return viewUp && viewPlaneNormal && edgesOfCamera(viewUp, viewPlaneNormal);
    }
    const projection = strings(dataSet, TAG.PatientOrientation);
    return projection.length === 2 ? edgesOfProjection(projection) : undefined;
  }
}
