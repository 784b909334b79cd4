// Whether a part of a long list has come near to what is seen. What is far off is drawn in its simplest
// form: five hundred answers at once would take seconds.

import { type RefObject, useEffect, useRef, useState } from 'react';

/** How far beyond the edge of the list counts as near. */
const NEAR = '1600px 0px';

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
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          setNear(true);
        }
      },
      { scrollMargin: NEAR },
    );
    observer.observe(part);
    return () => observer.disconnect();
  }, [isNear]);
  return { ref, isNear };
}
