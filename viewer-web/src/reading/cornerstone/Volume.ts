import * as core from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import { TAG, text } from '../dicomJson';
import { letters, opposite, type Edges } from '../orientation';
import type { VoiWindow } from '../presets';
import type { Frame } from '../study';
import { forgetAll, know } from './loader';
import { startCornerstone, TOOLS } from './start';

export const CUTS = ['axial', 'coronal', 'sagittal'] as const;
export type Cut = (typeof CUTS)[number];
export type VolumePane = Cut | 'projection';

/** What a pane of the volume shows now. */
export interface CutState {
  edges: Edges | undefined;
  window: VoiWindow | undefined;
}

export interface VolumeEvents {
  onState: (pane: VolumePane, state: CutState) => void;
  onLost: () => void;
  onBroken: () => void;
}

const ENGINE = 'volume';
const { ViewportType, BlendModes, Events, OrientationAxis } = core.Enums;
const { Primary, Secondary, Auxiliary, Wheel } = tools.Enums.MouseBindings;
const ORIENTATION = {
  axial: OrientationAxis.AXIAL,
  coronal: OrientationAxis.CORONAL,
  sagittal: OrientationAxis.SAGITTAL,
  projection: OrientationAxis.CORONAL,
};
/** As Cornerstone wants them: blue, yellow, red for the cut that a line stands for. */
const LINE_COLOURS: Record<string, string> = { axial: '#6cc6e4', coronal: '#f0c274', sagittal: '#ff9b9b' };
const WHOLE_MM = 2000;
const BONES = { lower: 100, upper: 2000 };

/**
 * The one door to Cornerstone: a series as a volume, three cuts with crosshairs and a maximum intensity projection. Needs
 * WebGL; `onLost` is called when the browser has taken it away, and the volume is of no use any more, `onBroken` when a slice
 * cannot be loaded.
 */
export class Volume {
  private readonly volumeId = `cornerstoneStreamingImageVolume:${crypto.randomUUID()}`;
  private readonly engine: core.RenderingEngine;
  private readonly panes: [VolumePane, HTMLDivElement][];
  private readonly resizer: ResizeObserver;
  private readonly listeners: (() => void)[] = [];

  private constructor(elements: Record<VolumePane, HTMLDivElement>, { onState, onLost, onBroken }: VolumeEvents) {
    for (const [event, tell] of [[Events.WEBGL_CONTEXT_LOST, onLost], [Events.IMAGE_LOAD_ERROR, onBroken]] as const) {
      core.eventTarget.addEventListener(event, tell);
      this.listeners.push(() => core.eventTarget.removeEventListener(event, tell));
    }
    this.panes = Object.entries(elements) as [VolumePane, HTMLDivElement][];
    this.engine = (core.getRenderingEngine(ENGINE) as core.RenderingEngine | undefined) ?? new core.RenderingEngine(ENGINE);
    this.engine.setViewports(
      this.panes.map(([pane, element]) => ({
        viewportId: pane,
        element,
        type: ViewportType.ORTHOGRAPHIC,
        defaultOptions: { orientation: ORIENTATION[pane] },
      })),
    );
    this.panes.forEach(([pane, element]) => {
      const tell = () => onState(pane, this.state(pane));
      for (const event of [Events.CAMERA_MODIFIED, Events.VOI_MODIFIED]) {
        element.addEventListener(event, tell);
        this.listeners.push(() => element.removeEventListener(event, tell));
      }
    });
    this.resizer = new ResizeObserver(() => this.engine.resize(true, true));
    this.panes.forEach(([, element]) => this.resizer.observe(element));
  }

  static async open(
    frames: readonly Frame[],
    elements: Record<VolumePane, HTMLDivElement>,
    events: VolumeEvents,
  ): Promise<Volume> {
    await startCornerstone();
    frames.forEach(({ imageId, source }) => know(imageId, source));
    const volume = new Volume(elements, events);
    await volume.load(frames.map((frame) => frame.imageId), text(frames[0]?.dataSet ?? {}, TAG.Modality));
    return volume;
  }

  /** How thick the projection is; undefined for the whole volume. */
  setSlab(millimetres: number | undefined): void {
    const pane = this.pane('projection');
    pane.setBlendMode(BlendModes.MAXIMUM_INTENSITY_BLEND);
    pane.setSlabThickness(millimetres ?? WHOLE_MM);
    pane.render();
  }

  setWindow({ center, width }: VoiWindow): void {
    const voiRange = core.utilities.windowLevel.toLowHighRange(width, center);
    this.panes.forEach(([pane]) => {
      this.pane(pane).setProperties({ voiRange });
      this.pane(pane).render();
    });
  }

  reset(): void {
    this.panes.forEach(([pane]) => this.pane(pane).resetCamera());
    const crosshairs = tools.ToolGroupManager.getToolGroup(ENGINE)?.getToolInstance(tools.CrosshairsTool.toolName) as
      | { resetCrosshairs?: () => void }
      | undefined;
    crosshairs?.resetCrosshairs?.();
    this.engine.render();
  }

  close(): void {
    this.resizer.disconnect();
    this.listeners.forEach((stop) => stop());
    tools.ToolGroupManager.destroyToolGroup(ENGINE);
    this.panes.forEach(([pane]) => this.engine.disableElement(pane));
    core.cache.removeVolumeLoadObject(this.volumeId);
    void forgetAll();
  }

  private pane(pane: VolumePane): core.VolumeViewport {
    return this.engine.getViewport(pane) as core.VolumeViewport;
  }

  private async load(imageIds: string[], modality: string): Promise<void> {
    const volume = (await core.volumeLoader.createAndCacheVolume(this.volumeId, { imageIds })) as { load: () => void };
    volume.load();
    await core.setVolumesForViewports(this.engine, [{ volumeId: this.volumeId }], this.panes.map(([pane]) => pane));
    this.setSlab(undefined);
    // What is brightest along each line would be all white in a window of soft tissue.
    if (modality === 'CT') this.pane('projection').setProperties({ voiRange: BONES });
    this.bindTools();
    this.engine.render();
  }

  private bindTools(): void {
    tools.ToolGroupManager.destroyToolGroup(ENGINE);
    const group = tools.ToolGroupManager.createToolGroup(ENGINE);
    if (!group) throw new Error('Cornerstone made no tool group');
    TOOLS.forEach((tool) => group.addTool(tool.toolName));
    group.addTool(tools.CrosshairsTool.toolName, {
      getReferenceLineColor: (viewportId: string) => LINE_COLOURS[viewportId] ?? '#6cc6e4',
    });
    CUTS.forEach((cut) => group.addViewport(cut, ENGINE));
    group.setToolActive(tools.CrosshairsTool.toolName, { bindings: [{ mouseButton: Primary }] });
    group.setToolActive(tools.WindowLevelTool.toolName, { bindings: [{ mouseButton: Primary, modifierKey: tools.Enums.KeyboardBindings.Shift }] });
    group.setToolActive(tools.ZoomTool.toolName, { bindings: [{ mouseButton: Secondary }] });
    group.setToolActive(tools.PanTool.toolName, { bindings: [{ mouseButton: Auxiliary }] });
    group.setToolActive(tools.StackScrollTool.toolName, { bindings: [{ mouseButton: Wheel }] });
  }

  private state(pane: VolumePane): CutState {
    const { viewUp, viewPlaneNormal } = this.pane(pane).getCamera();
    const range = this.pane(pane).getProperties()?.voiRange;
    const window = range && core.utilities.windowLevel.toWindowLevel(range.lower, range.upper);
    return {
      edges: viewUp && viewPlaneNormal && edgesOfCamera(viewUp, viewPlaneNormal),
      window: window && { center: Math.round(window.windowCenter), width: Math.round(window.windowWidth) },
    };
  }
}

/** Edges of what a camera sees: `viewUp` on the screen, the normal from the image towards the eye. */
function edgesOfCamera([ux, uy, uz]: core.Types.Point3, [nx, ny, nz]: core.Types.Point3): Edges {
  const right = letters([uy * nz - uz * ny, uz * nx - ux * nz, ux * ny - uy * nx]);
  const top = letters([ux, uy, uz]);
  return { top, right, bottom: opposite(top), left: opposite(right) };
}
