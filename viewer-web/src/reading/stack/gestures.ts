import type { Point } from '../geometry';

export type ToolName = 'window' | 'zoom' | 'pan' | 'scroll' | 'magnify';

/** What a hand on an image asks for; places and ways are CSS pixels of the pane. */
export interface Hand {
  window: (by: Point) => void;
  zoom: (factor: number, at: Point) => void;
  pan: (by: Point) => void;
  scroll: (images: number) => void;
  /** How far the hand goes for the next image. */
  scrollStep: () => number;
  magnify: (at: Point | undefined) => void;
}

const BUTTON_TOOLS: Record<number, ToolName> = { 1: 'pan', 2: 'zoom' };
const ZOOM_A_PIXEL = 1.007;
/** A notch of a wheel is 100 or more, a touchpad sends a few at a time. */
const WHEEL_STEP = 60;
const WHEEL_ZOOM = 0.998;

interface Drag {
  tool: ToolName;
  start: Point;
  at: Point;
  /** Of a way that was not long enough for an image. */
  rest: number;
}

/** Mouse, pen and fingers on an image; what is under a measuring tool, or is a mark, belongs to the layer above. */
export function listenTo(element: HTMLElement, main: () => ToolName | undefined, hand: Hand): () => void {
  let drag: Drag | undefined;
  let wheel = 0;
  const fingers = new Map<number, Point>();
  const placeOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const pinch = (event: PointerEvent) => {
    const [one, other] = [...fingers.values()];
    fingers.set(event.pointerId, placeOf(event));
    const [oneNow, otherNow] = [...fingers.values()];
    if (!one || !other || !oneNow || !otherNow) return;
    const [from, to] = [middleOf(one, other), middleOf(oneNow, otherNow)];
    hand.pan([to[0] - from[0], to[1] - from[1]]);
    const before = Math.hypot(one[0] - other[0], one[1] - other[1]);
    if (before > 0) hand.zoom(Math.hypot(oneNow[0] - otherNow[0], oneNow[1] - otherNow[1]) / before, to);
  };

  const on = {
    pointerdown: (event: PointerEvent) => {
      if (event.button === 0 && (event.target as Element).closest('.image-layer[data-tool], .mark')) return;
      if (event.pointerType === 'touch') fingers.set(event.pointerId, placeOf(event));
      const tool = fingers.size > 1 ? undefined : (BUTTON_TOOLS[event.button] ?? main());
      element.setPointerCapture(event.pointerId);
      const at = placeOf(event);
      drag = tool && { tool, start: at, at, rest: 0 };
      hand.magnify(tool === 'magnify' ? at : undefined);
      if (event.button === 1) event.preventDefault(); // no scrolling by itself
    },
    pointermove: (event: PointerEvent) => {
      if (fingers.size > 1 && fingers.has(event.pointerId)) return pinch(event);
      if (drag) follow(drag, placeOf(event), hand);
    },
    pointerup: (event: PointerEvent) => {
      fingers.delete(event.pointerId);
      drag = undefined;
      hand.magnify(undefined);
    },
    pointercancel: (event: PointerEvent) => on.pointerup(event),
    wheel: (event: WheelEvent) => {
      event.preventDefault();
      const by = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * WHEEL_STEP;
      // Fingers that are spread on a touchpad come as a wheel with Ctrl.
      if (event.ctrlKey) return hand.zoom(WHEEL_ZOOM ** by, placeOf(event));
      wheel = Math.sign(by) === Math.sign(wheel) ? wheel + by : by;
      if (Math.abs(wheel) < WHEEL_STEP) return;
      hand.scroll(Math.sign(wheel));
      wheel = 0;
    },
  };
  const events = Object.entries(on) as [keyof HTMLElementEventMap, EventListener][];
  events.forEach(([name, listener]) => element.addEventListener(name, listener, { passive: false }));
  return () => events.forEach(([name, listener]) => element.removeEventListener(name, listener));
}

function follow(drag: Drag, at: Point, hand: Hand): void {
  const by: Point = [at[0] - drag.at[0], at[1] - drag.at[1]];
  drag.at = at;
  switch (drag.tool) {
    case 'window':
      return hand.window(by);
    case 'zoom':
      return hand.zoom(ZOOM_A_PIXEL ** by[1], drag.start);
    case 'pan':
      return hand.pan(by);
    case 'magnify':
      return hand.magnify(at);
    case 'scroll': {
      const step = hand.scrollStep();
      const images = Math.trunc((drag.rest + by[1]) / step);
      drag.rest += by[1] - images * step;
      if (images !== 0) hand.scroll(images);
    }
  }
}

const middleOf = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];
