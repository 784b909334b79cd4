// Takes the focus of buttons that go when their work is done, so that it is not lost.

import { type RefObject, useEffect, useRef } from 'react';

/** @param within what takes it in the element, where that is not the element itself */
export function useFocusOnceGone<Target extends HTMLElement>(
  areThere: boolean,
  within?: string,
): RefObject<Target | null> {
  const target = useRef<Target>(null);
  const were = useRef(areThere);
  useEffect(() => {
    if (were.current && !areThere && document.activeElement === document.body) {
      const inside =
        within === undefined ? target.current : target.current?.querySelector<HTMLElement>(within);
      inside?.focus();
    }
    were.current = areThere;
  }, [areThere, within]);
  return target;
}
