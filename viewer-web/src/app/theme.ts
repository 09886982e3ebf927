import { useSyncExternalStore } from 'react';

export type Theme = 'dark' | 'light' | 'system';
const STORED = 'lienvien.theme';
const listeners = new Set<() => void>();
const prefersLight = window.matchMedia('(prefers-color-scheme: light)');
let chosen: Theme = stored();

function stored(): Theme {
  try {
    const kept = localStorage.getItem(STORED);
    return kept === 'light' || kept === 'system' ? kept : 'dark';
  } catch {
    return 'dark'; // storage may be forbidden; the page works without
  }
}

/** Dark unless asked otherwise: reading rooms are dark. Around images it is dark in either (tokens.css). */
function apply(): void {
  const light = chosen === 'light' || (chosen === 'system' && prefersLight.matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
}

export function startTheme(): void {
  apply();
  prefersLight.addEventListener('change', apply);
  // Another window of the same person has switched.
  window.addEventListener('storage', ({ key }) => key === STORED && take(stored()));
}

function take(theme: Theme): void {
  chosen = theme;
  apply();
  listeners.forEach((listener) => listener());
}

export function setTheme(theme: Theme): void {
  take(theme);
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // remembered only while the page is open
  }
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
