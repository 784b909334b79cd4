// Shows twelve lines of a text and the rest on demand. Lines are counted as they are laid out.

import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './folded.module.css';

const LINES = 12;
/** So few more are not worth a click. */
const MORE = 2;

interface FoldedProps {
  readonly children: ReactNode;
  /** Of a text too long to be laid out at once, of which only the beginning is given until it is opened. */
  readonly characters?: number | undefined;
  readonly onOpen?: (() => void) | undefined;
}

export function Folded({ children, characters, onOpen }: FoldedProps) {
  const t = useTranslations('results');
  const { count } = useFormat();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const lines = useLines(ref);
  const isLong = characters !== undefined || lines > LINES + MORE;
  const open = () => {
    setOpen(!isOpen);
    onOpen?.();
  };
  return (
    <div>
      <div id={id} className={classes.window} data-folded={isLong && !isOpen}>
        <div ref={ref}>{children}</div>
      </div>
      {isLong && (
        <TextButton aria-expanded={isOpen} aria-controls={id} onClick={open}>
          {isOpen
            ? t('showLess')
            : characters !== undefined
              ? t('showAllLong', { count: count(characters) })
              : t('showAll', { count: lines })}
        </TextButton>
      )}
    </div>
  );
}

/** How many lines high an element is laid out. */
function useLines(ref: RefObject<HTMLElement | null>): number {
  const [lines, setLines] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) {
      return;
    }
    const count = () => {
      const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
      setLines(Math.round(element.offsetHeight / lineHeight));
    };
    count();
    const observer = new ResizeObserver(count);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return lines;
}
