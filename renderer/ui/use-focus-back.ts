// Gives the focus to a button that went while what it opened was there, once it is back.

import { type RefCallback, useCallback, useRef } from 'react';

interface FocusBack {
  readonly ref: RefCallback<HTMLElement>;
  /** The next time that the element comes, it takes the focus. */
  readonly want: () => void;
}

export function useFocusBack(): FocusBack {
  const isWanted = useRef(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element !== null && isWanted.current) {
      isWanted.current = false;
      element.focus();
    }
  }, []);
  return {
    ref,
    want: () => {
      isWanted.current = true;
    },
  };
}
