import type { ImageLink } from '../report/imageLinks';

/**
 * What windows of one browser tell each other: the report on one monitor, the images on another. A BroadcastChannel
 * reaches windows of the same origin only.
 */
export type WindowMessage =
  /** The report is of this case now: the images follow. */
  | { kind: 'open'; caseId: string }
  /** The images of this case are in a window of their own; told when it opens and when it is asked for. */
  | { kind: 'here'; caseId: string }
  /** The window of the images closes. */
  | { kind: 'gone'; caseId: string }
  /** The images are wanted back beside the report. */
  | { kind: 'fetch'; caseId: string }
  | { kind: 'show'; caseId: string; link: ImageLink }
  /** Goes into the text of the result. */
  | { kind: 'insert'; caseId: string; text: string }
  | { kind: 'loggedOut' };

const NAME = 'lienvien.windows';
let channel: BroadcastChannel | undefined;

const opened = () => (channel ??= new BroadcastChannel(NAME));

export function tellWindows(message: WindowMessage): void {
  opened().postMessage(message);
}

/** Hears what the other windows say, never what this one does; returns how to stop listening. */
export function onWindowMessage(listener: (message: WindowMessage) => void): () => void {
  const hear = ({ data }: MessageEvent<WindowMessage>) => listener(data);
  opened().addEventListener('message', hear);
  return () => opened().removeEventListener('message', hear);
}

/** One window for images, however often it is asked for: the browser finds it by its name. */
export function openImagesWindow(caseId: string): void {
  window.open(`/reading/${encodeURIComponent(caseId)}/images`, 'lienvien-images', 'popup,width=1280,height=960');
}
