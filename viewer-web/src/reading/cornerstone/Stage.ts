import * as core from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import { Pane, type PaneListener } from './Pane';
import { forgetAll } from './loader';
import { forgetPalettes } from './palette';
import { startCornerstone, TOOLS } from './start';

export type ToolName = keyof typeof TOOLS;

const ENGINE = 'reading';
const { Primary, Secondary, Auxiliary, Wheel } = tools.Enums.MouseBindings;
const { WEBGL_CONTEXT_LOST } = core.Enums.Events;

/**
 * The one door to Cornerstone: a rendering engine, its panes and the tool on the main mouse button. Whatever else the
 * pages know of images is DICOM.
 */
export class Stage {
  private readonly engine: core.RenderingEngine;
  private readonly toolGroup: tools.Types.IToolGroup;
  private readonly resizer: ResizeObserver;
  private readonly panes = new Map<HTMLDivElement, Pane>();
  private main: ToolName | undefined = 'window';
  private lost = false;

  private constructor(private readonly onLost: () => void) {
    // One engine for the life of the page: a destroyed one does not give its graphics contexts back at once.
    this.engine = (core.getRenderingEngine(ENGINE) as core.RenderingEngine | undefined) ?? new core.RenderingEngine(ENGINE);
    tools.ToolGroupManager.destroyToolGroup(ENGINE);
    const group = tools.ToolGroupManager.createToolGroup(ENGINE);
    if (!group) throw new Error('Cornerstone made no tool group');
    this.toolGroup = group;
    Object.values(TOOLS).forEach((tool) => group.addTool(tool.toolName));
    this.resizer = new ResizeObserver(() => this.fit());
    core.eventTarget.addEventListener(WEBGL_CONTEXT_LOST, this.lose);
    this.bindTools();
  }

  /**
   * @param onLost called once when the browser has taken the graphics context away: the stage is then of no use, and
   *   a new one shows the images again
   */
  static async open(onLost: () => void): Promise<Stage> {
    await startCornerstone();
    return new Stage(onLost);
  }

  /** True where the browser has no WebGL: images are drawn by the processor, volumes cannot be. */
  get withoutGraphics(): boolean {
    return core.getShouldUseCPURendering();
  }

  /** The tool of the main button and of one finger, or none; the other buttons keep theirs. */
  setTool(name: ToolName | undefined): void {
    this.main = name;
    this.bindTools();
  }

  addPane(element: HTMLDivElement, listener: PaneListener): Pane {
    const viewportId = crypto.randomUUID();
    this.engine.enableElement({ viewportId, element, type: core.Enums.ViewportType.STACK });
    this.toolGroup.addViewport(viewportId, ENGINE);
    this.resizer.observe(element);
    const pane = new Pane(this.engine.getViewport(viewportId) as core.StackViewport, element, listener);
    this.panes.set(element, pane);
    return pane;
  }

  removePane(element: HTMLDivElement): void {
    const pane = this.panes.get(element);
    if (!pane) return;
    pane.close();
    this.panes.delete(element);
    this.resizer.unobserve(element);
    this.toolGroup.removeViewports(ENGINE, pane.viewportId);
    if (!this.lost) this.engine.disableElement(pane.viewportId);
  }

  /** Gives back every pane, every decoded image and every data set: patient data does not outlive the page that shows it. */
  close(): void {
    core.eventTarget.removeEventListener(WEBGL_CONTEXT_LOST, this.lose);
    [...this.panes.keys()].forEach((element) => this.removePane(element));
    this.resizer.disconnect();
    tools.ToolGroupManager.destroyToolGroup(ENGINE);
    if (this.lost) this.engine.destroy();
    void forgetAll();
    forgetPalettes();
  }

  private readonly lose = (): void => {
    if (this.lost) return;
    this.lost = true;
    this.onLost();
  };

  /** After a change of size every image has the same part in view as before, fitted if it was. */
  private fit(): void {
    const restore = [...this.panes.values()].map((pane) => pane.holdView());
    this.engine.resize(true, false);
    restore.forEach((view) => view());
  }

  private bindTools(): void {
    const bindings: Record<ToolName, tools.Types.IToolBinding[]> = {
      window: [],
      zoom: [{ mouseButton: Secondary }, { numTouchPoints: 2 }],
      pan: [{ mouseButton: Auxiliary }],
      scroll: [{ mouseButton: Wheel }],
      magnify: [],
    };
    if (this.main) bindings[this.main].push({ mouseButton: Primary }, { numTouchPoints: 1 });
    for (const [name, own] of Object.entries(bindings) as [ToolName, tools.Types.IToolBinding[]][]) {
      const toolName = TOOLS[name].toolName;
      this.toolGroup.setToolPassive(toolName, { removeAllBindings: true });
      if (own.length > 0) this.toolGroup.setToolActive(toolName, { bindings: own });
    }
  }
}
