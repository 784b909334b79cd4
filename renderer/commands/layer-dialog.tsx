// A dialog over the page: the browser keeps the focus in it and gives it back when it closes.

import { type KeyboardEvent, type ReactNode, useCallback, useRef } from 'react';
import { commandOf, useShortcuts } from '../state/shortcuts.ts';
import { chordOf, IS_MAC } from './chord.ts';
import type { CommandId } from './command-keys.ts';
import classes from './layer-dialog.module.css';

interface LayerDialogProps {
  readonly label: string;
  /** The command that brought it; its keys take it away again. */
  readonly command: CommandId;
  readonly size: 'palette' | 'sheet';
  readonly onClosed: () => void;
  /** Gets what closes it. */
  readonly children: (close: () => void) => ReactNode;
}

export function LayerDialog({ label, command, size, onClosed, children }: LayerDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = useCallback((element: HTMLDialogElement | null) => {
    dialog.current = element;
    if (element !== null && !element.open) {
      element.showModal();
    }
  }, []);
  const close = () => dialog.current?.close();
  const onKeyDown = (event: KeyboardEvent) => {
    const chord = chordOf(event.nativeEvent, IS_MAC);
    const isOwn = chord && commandOf(chord, useShortcuts.getState().chosen) === command;
    if (isOwn && !event.defaultPrevented && chord.length > 1) {
      event.preventDefault();
      close();
    }
  };
  return (
    <dialog
      ref={open}
      className={classes.dialog}
      data-size={size}
      aria-label={label}
      onKeyDown={onKeyDown}
      onClose={onClosed}
      // What is beside it is the dialog itself; its content lies in one element.
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <div className={classes.content}>{children(close)}</div>
    </dialog>
  );
}
