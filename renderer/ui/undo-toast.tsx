// Says at the bottom what was done and lets the person take it back. It stays while it is pointed at
// or has the focus.

import { ActionIcon, Button, Portal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './undo-toast.module.css';

/** Milliseconds. */
const SHOWN_FOR = 8000;

interface Undoable {
  /** Another one begins the time anew. */
  readonly key: string;
  readonly message: string;
  readonly undoLabel: string;
  readonly onUndo: () => void;
  /** Called when the toast has gone by itself or was closed. */
  readonly onGone: () => void;
}

/** The empty region is there from the beginning, since screen readers tell what comes into it. */
export function UndoToast({ undoable }: { readonly undoable: Undoable | undefined }) {
  return (
    <Portal>
      <div role="status" className={classes.region}>
        {undoable !== undefined && <Toast {...undoable} key={undoable.key} />}
      </div>
    </Portal>
  );
}

function Toast({ message, undoLabel, onUndo, onGone }: Omit<Undoable, 'key'>) {
  const t = useTranslations('app');
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  useTimeout(onGone, { ms: SHOWN_FOR, isPaused: isPointedAt || hasFocus });
  useHotkeys([['mod+Z', onUndo]]);
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onGone();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is listened to holds the toast or closes it; the buttons do the rest
    <div
      className={classes.toast}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onKeyDown={onKeyDown}
    >
      <p className={classes.message}>{message}</p>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={onUndo}
        aria-keyshortcuts="Control+Z Meta+Z"
      >
        {undoLabel}
      </Button>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('close')} onClick={onGone}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  );
}

/** Calls back once, when the time that was not paused has added up. */
function useTimeout(
  onEnd: () => void,
  { ms, isPaused }: { readonly ms: number; readonly isPaused: boolean },
): void {
  const left = useRef(ms);
  const latestOnEnd = useRef(onEnd);
  latestOnEnd.current = onEnd;
  useEffect(() => {
    if (isPaused) {
      return;
    }
    const began = performance.now();
    const timer = setTimeout(() => latestOnEnd.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - began;
    };
  }, [isPaused]);
}
