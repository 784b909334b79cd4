// A file that is used as input goes into the request of a new conversation, and the person with it.

import { useEffect, useRef } from 'react';
import { useComposer } from '../state/composer.ts';
import { useView } from '../state/view.ts';

/** Whichever button or menu put it there. */
export function useGoToComposer(): void {
  const wanted = useComposer((composer) => composer.wanted);
  const atFirst = useRef(wanted);
  useEffect(() => {
    if (wanted !== atFirst.current) {
      useView.getState().goTo(undefined);
    }
  }, [wanted]);
}
