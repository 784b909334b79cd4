// Whether a part of a long list has come near to what is seen. What is far off is drawn in its simplest
// form: five hundred answers at once would take seconds. The browser tells when it begins to lay out a
// part with `content-visibility: auto`; a watch of our own would cost every frame.

import { type RefObject, useEffect, useRef, useState } from 'react';

/** Once near, it stays so: what has been drawn in full keeps its state. */
export function useIsNear(isNearAtFirst: boolean): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly isNear: boolean;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isNearAtFirst);
  useEffect(() => {
    const { current: part } = ref;
    if (isNear || part === null) {
      return;
    }
    const onChange = (event: Event) => {
      if (event instanceof ContentVisibilityAutoStateChangeEvent && !event.skipped) {
        setNear(true);
      }
    };
    part.addEventListener('contentvisibilityautostatechange', onChange);
    return () => part.removeEventListener('contentvisibilityautostatechange', onChange);
  }, [isNear]);
  return { ref, isNear };
}
