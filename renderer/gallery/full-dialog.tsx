// A dialog over the whole window: its line on top, and what it shows.

import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { IconAction } from '../ui/icon-action.tsx';
import classes from './full-dialog.module.css';

interface FullDialogProps {
  readonly label: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** Left and right in the line on top. */
  readonly title: ReactNode;
  readonly tools: ReactNode;
  /** Whether what had the focus before gets it back. */
  readonly givesFocusBack?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

export function FullDialog(props: FullDialogProps) {
  const { label, closeLabel, onClose, title, tools, givesFocusBack = true, onKeyDown } = props;
  const dialog = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that something else is shown
  useEffect(() => {
    if (dialog.current?.contains(document.activeElement) === false) {
      dialog.current.focus(); // what had it has gone with what was shown
    }
  }, [label]);
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (givesFocusBack && opener instanceof HTMLElement) {
        opener.focus();
      }
    },
    [givesFocusBack, opener],
  );
  return (
    <Modal.Root
      opened
      fullScreen
      onClose={onClose}
      returnFocus={false}
      // The page itself never scrolls; to hold it would take a style that its policy refuses.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content aria-label={label} className={classes.content} radius={0}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is listened to holds the buttons that do the same */}
        <div
          ref={dialog}
          className={classes.dialog}
          tabIndex={-1}
          data-autofocus
          onKeyDown={onKeyDown}
        >
          <header className={classes.head}>
            <div className={classes.title}>{title}</div>
            {tools}
            <IconAction label={closeLabel} onClick={onClose}>
              <IconX size={18} stroke={1.5} aria-hidden />
            </IconAction>
          </header>
          {props.children}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
