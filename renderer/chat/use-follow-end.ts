// Keeps a list that grows at its end scrolled to the end, or to a part that was sought, for as long as the
// person does not scroll away from it.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface FollowEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly goToEnd: () => void;
  readonly goTo: (part: Element) => void;
}

/** Pixels from the end that still count as there. */
const CLOSE = 32;

/** Pixels left free above the last item. */
const MARGIN = 24;

/**
 * @param isGrowing the last item is being written, so its end is what is read; otherwise what is added
 * to it never pushes its beginning out of sight
 */
export function useFollowEnd(isGrowing: boolean): FollowEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  /** What is kept in sight. */
  const kept = useRef<'end' | Element | undefined>('end');
  const grows = useRef(isGrowing);
  const [isAtEnd, setAtEnd] = useState(true);
  useLayoutEffect(() => {
    grows.current = isGrowing;
  });
  const goToEnd = useCallback(() => {
    kept.current = 'end';
    if (scroller.current !== null) {
      scroller.current.scrollTop = scroller.current.scrollHeight;
    }
  }, []);
  const goTo = useCallback((part: Element) => {
    kept.current = part;
    part.scrollIntoView({ block: 'start', behavior: 'instant' });
  }, []);
  useEffect(() => {
    const { current: box } = scroller;
    const { current: list } = content;
    if (box === null || list === null) {
      return;
    }
    let lastTop = box.scrollTop;
    const onScroll = () => {
      const isThere = endOf(box) - box.scrollTop <= CLOSE;
      // A list that has just grown is not at its end either, though no one moved it.
      if (isThere || (kept.current === 'end' && box.scrollTop < lastTop - 1)) {
        kept.current = isThere ? 'end' : undefined;
      }
      lastTop = box.scrollTop;
      setAtEnd(isThere);
    };
    /** A part that was sought is let go by hand alone: what loads above it moves the list, too. */
    const letGo = () => {
      kept.current = kept.current === 'end' ? 'end' : undefined;
    };
    const onResize = () => {
      if (kept.current instanceof Element) {
        kept.current.scrollIntoView({ block: 'start', behavior: 'instant' });
      } else if (kept.current === 'end') {
        const last = list.lastElementChild;
        const start = last instanceof HTMLElement ? last.offsetTop - MARGIN : 0;
        const limit = grows.current ? Number.POSITIVE_INFINITY : Math.max(box.scrollTop, start);
        box.scrollTop = Math.min(endOf(box), limit);
      }
      setAtEnd(endOf(box) - box.scrollTop <= CLOSE);
    };
    const sizes = new ResizeObserver(onResize);
    sizes.observe(list);
    sizes.observe(box);
    const over = new AbortController();
    const { signal } = over;
    box.addEventListener('scroll', onScroll, { passive: true, signal });
    for (const hand of ['wheel', 'pointerdown', 'touchmove', 'keydown'] as const) {
      box.addEventListener(hand, letGo, { passive: true, signal });
    }
    return () => {
      sizes.disconnect();
      over.abort();
    };
  }, []);
  return { scroller, content, isAtEnd, goToEnd, goTo };
}

function endOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
