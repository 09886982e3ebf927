import type { ToolName } from './gestures';
import { forgetAll } from './images';
import { Pane, type PaneListener } from './Pane';

/** The panes of a page and the tool on the main mouse button. */
export class Stage {
  private readonly panes = new Map<HTMLElement, Pane>();
  private readonly resizer = new ResizeObserver((changes) => changes.forEach(({ target }) => this.panes.get(target as HTMLElement)?.fit()));
  private main: ToolName | undefined = 'window';

  /** The tool of the main button and of one finger, or none; the other buttons and the wheel keep theirs. */
  setTool(name: ToolName | undefined): void {
    this.main = name;
  }

  addPane(element: HTMLElement, listener: PaneListener): Pane {
    const pane = new Pane(element, () => this.main, listener);
    this.panes.set(element, pane);
    this.resizer.observe(element);
    return pane;
  }

  removePane(element: HTMLElement): void {
    this.panes.get(element)?.close();
    this.panes.delete(element);
    this.resizer.unobserve(element);
  }

  /** Gives back every pane and every decoded image: patient data does not outlive the page that shows it. */
  close(): void {
    [...this.panes.keys()].forEach((element) => this.removePane(element));
    this.resizer.disconnect();
    forgetAll();
  }
}
