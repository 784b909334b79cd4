// Keeps a list that grows at its end scrolled to the end, for as long as the person is there.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface FollowEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly goToEnd: () => void;
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
  const follows = useRef(true);
  const grows = useRef(isGrowing);
  const [isAtEnd, setAtEnd] = useState(true);
  useLayoutEffect(() => {
    grows.current = isGrowing;
  });
  const goToEnd = useCallback(() => {
    follows.current = true;
    if (scroller.current !== null) {
      scroller.current.scrollTop = scroller.current.scrollHeight;
    }
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
      if (isThere || box.scrollTop < lastTop - 1) {
        follows.current = isThere;
      }
      lastTop = box.scrollTop;
      setAtEnd(isThere);
    };
    const onResize = () => {
      if (follows.current) {
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
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, []);
  return { scroller, content, isAtEnd, goToEnd };
}

function endOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
