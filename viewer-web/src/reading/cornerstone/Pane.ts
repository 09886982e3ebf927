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
  private prefetch: Prefetch | undefined;
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
      this.viewport.resetProperties();
      this.viewport.resetCamera();
      this.viewport.render();
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
    if (!window) {
      const { invert } = this.viewport.getProperties();
      this.viewport.resetProperties();
      this.viewport.setProperties({ invert });
    } else {
      const { center, width } = window;
      this.viewport.setProperties({ voiRange: core.utilities.windowLevel.toLowHighRange(width, center) });
    }
    this.viewport.render();
  }

  toggleInvert(): void {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.viewport.render();
    this.tell();
  }

  reset(): void {
    this.viewport.resetProperties();
    this.viewport.resetCamera();
    this.viewport.render();
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

  private readonly tell = (event?: Event): void => {
    if (this.closed || this.frames.length === 0) return;
    if (event?.type === Events.STACK_NEW_IMAGE) {
      this.status = 'shown';
      this.prefetch?.moveTo(this.viewport.getCurrentImageIdIndex());
    }
    const state = this.state();
    const text = JSON.stringify(state);
    if (text === this.told) return; // several events speak of one change
    this.told = text;
    this.listener(state);
  };

  private state(): PaneState {
    const index = this.status === 'failed' ? this.viewport.getTargetImageIdIndex() : this.viewport.getCurrentImageIdIndex();
    const { voiRange, invert } = this.viewport.getProperties();
    const window = voiRange && core.utilities.windowLevel.toWindowLevel(voiRange.lower, voiRange.upper);
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
