import { useEffect, useState, type RefObject } from 'react';

/** The size of an element in CSS pixels, as it changes. */
export function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const place = element.current;
    if (!place) return;
    const watcher = new ResizeObserver(() => setSize({ width: place.clientWidth, height: place.clientHeight }));
    watcher.observe(place);
    return () => watcher.disconnect();
  }, [element]);
  return size;
}
