// Brings the section that the address names to the top and gives its heading the focus. Sections above it
// may still grow while they load, so it is held there until the person does something.

import { useEffect } from 'react';
import { useView } from '../state/view.ts';
import { headingOf } from './sections.ts';

export function useSectionFocus(): void {
  const section = useView((view) => view.section);
  useEffect(() => {
    const heading = section && headingOf(section.name);
    if (!heading) {
      return;
    }
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return holdAtTop(heading);
  }, [section]);
}

/** What a person does to look elsewhere. */
const MOVES = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/** @returns what lets go of it */
function holdAtTop(heading: HTMLElement): () => void {
  const all = heading.closest('section')?.parentElement;
  const observer = new ResizeObserver(() => heading.scrollIntoView({ block: 'start' }));
  if (all) {
    observer.observe(all); // which tells of it once at the beginning, too
  }
  const letGo = () => {
    observer.disconnect();
    for (const move of MOVES) {
      window.removeEventListener(move, letGo, true);
    }
  };
  for (const move of MOVES) {
    window.addEventListener(move, letGo, true);
  }
  return letGo;
}
