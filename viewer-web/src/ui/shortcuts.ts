import { useEffect, useRef } from 'react';

type Action = (event: KeyboardEvent) => unknown;

/** True where a key belongs to the text being written, or to an input method composing it. */
function isWriting(event: KeyboardEvent): boolean {
  if (event.isComposing) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input:not([type=range]), textarea, select, [contenteditable]');
}

/** Which key a person pressed instead of which: the pages' own keys by name, `''` where one is switched off. */
export type KeyMap = Record<string, string>;

let keyMap: KeyMap = {};

/** A person's own keys (WCAG 2.1.4: single keys can be changed and switched off). */
export function setKeyMap(map: KeyMap): void {
  keyMap = map;
}

/** The page's own key that a pressed one stands for; null where it stands for none. */
export function ownKey(pressed: string, map: KeyMap): string | null {
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  const moved = Object.entries(map).find(([, chosen]) => chosen === key);
  if (moved) return moved[0];
  return key in map ? null : key;
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
      const key = ownKey(event.key, keyMap);
      const action = key === null ? undefined : latest.current[key];
      if (action && action(event) !== false) event.preventDefault();
    };
    // In the capture phase: Cornerstone swallows every key that reaches an image.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [outside]);
}
