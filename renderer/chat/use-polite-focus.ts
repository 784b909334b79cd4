// Takes the focus to what waits for a word of the person, unless they are in the midst of something else.

import { type RefObject, useEffect, useRef } from 'react';

/** Where someone who has the focus is left alone; other questions are among them. */
const ELSEWHERE = 'aside, nav, [role="menu"], [role="dialog"], [data-questions]';

export function usePoliteFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    const isWriting =
      (focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement) &&
      focused.value !== '';
    if (!isWriting && focused?.closest(ELSEWHERE) == null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return heading;
}
