import { useEffect, useRef } from 'react';

type Action = (event: KeyboardEvent) => unknown;

/** True where a key belongs to the text being written, or to an input method composing it. */
function isWriting(event: KeyboardEvent): boolean {
  if (event.isComposing) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input:not([type=range]), textarea, select, [contenteditable]');
}

/**
 * Single-key shortcuts while the component is on the page. A key is named by `KeyboardEvent.key`; letters are given
 * in lower case. Keys with Ctrl, Alt or Meta are the browser's, an open dialog keeps its keys to itself, and so does
 * what matches the selector `outside`.
 */
export function useShortcuts(shortcuts: Record<string, Action>, outside?: string): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event)) return;
      if (document.querySelector('[role=dialog]')) return;
      if (outside && event.target instanceof Element && event.target.closest(outside)) return;
      const action = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (action && action(event) !== false) event.preventDefault();
    };
    // In the capture phase: Cornerstone swallows every key that reaches an image.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [outside]);
}
