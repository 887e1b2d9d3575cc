import { useCallback, useEffect, useState } from 'react';

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** The size of an element in CSS pixels, without its scroll bars, as it is now. */
export function useRoom(): readonly [Room | undefined, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setRoom({ width: element.offsetWidth - BAR, height: element.offsetHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, [element]);
  return [room, useCallback((found) => setElement(found), [])];
}

/** A scroll bar that comes must not make the content smaller, or it would go again. */
const BAR = 18;
