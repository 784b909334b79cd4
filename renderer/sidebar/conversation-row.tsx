// One conversation of the list: its title, a mark of its state, what a search found, its menu.

import { type FocusEvent, type MouseEvent, memo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunStatus } from '../../shared/events.ts';
import { useView } from '../state/view.ts';
import { ConversationMenu } from './conversation-menu.tsx';
import classes from './conversation-row.module.css';
import { type Found, FoundText } from './found-text.tsx';
import { RenameField } from './rename-field.tsx';
import { StatusMark } from './status-mark.tsx';

export interface RowCommands {
  readonly startRename: (id: string) => void;
  /** A title that stays as it was comes as undefined. */
  readonly endRename: (id: string, title: string | undefined, byKey: boolean) => void;
  readonly pin: (id: string, isPinned: boolean) => void;
  readonly save: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly focus: (id: string) => void;
}

interface ConversationRowProps {
  readonly id: string;
  readonly title: string;
  readonly status: RunStatus;
  readonly waits: boolean;
  readonly isPinned: boolean;
  readonly isActive: boolean;
  /** The one row of the list that the tab key comes to. */
  readonly isTabStop: boolean;
  readonly isRenaming: boolean;
  readonly found: Found | undefined;
  readonly commands: RowCommands;
}

/** Drawn anew only where something of it has changed: a list may have thousands of them. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { id, title, isPinned, isActive, isRenaming, commands } = props;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { isNear, listeners } = useIsNear();
  if (isRenaming) {
    return (
      <li className={classes.row} data-active={isActive}>
        <RenameField
          title={title}
          onEnd={(written, byKey) => commands.endRename(id, written, byKey)}
        />
      </li>
    );
  }
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    setMenuOpen(true);
  };
  return (
    <li
      className={classes.row}
      data-active={isActive}
      data-menu={isMenuOpen}
      onContextMenu={onContextMenu}
      {...listeners}
    >
      <RowLink {...props} />
      {(isNear || isActive || isMenuOpen) && (
        <ConversationMenu
          title={title}
          isPinned={isPinned}
          isOpen={isMenuOpen}
          onOpenChange={(isOpen) => {
            setMenuOpen(isOpen);
            if (!isOpen) {
              commands.focus(id);
            }
          }}
          onRename={() => commands.startRename(id)}
          onPin={() => commands.pin(id, !isPinned)}
          onExport={() => commands.save(id)}
          onDelete={() => commands.remove(id)}
        />
      )}
    </li>
  );
});

function RowLink(props: ConversationRowProps) {
  const { id, title, status, waits, isActive, isTabStop, found } = props;
  const t = useTranslations('sidebar.foundIn');
  const goTo = useView((view) => view.goTo);
  const onClick = (event: MouseEvent) => {
    // With a modifier it is a link like any other, to a tab or window of its own.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      goTo(id);
    }
  };
  return (
    <a
      className={classes.link}
      href={`#/c/${id}`}
      data-conversation={id}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isActive ? 'page' : undefined}
      aria-keyshortcuts="F2 Delete"
      onClick={onClick}
    >
      <span className={classes.line}>
        {found?.in === 'title' ? (
          <span className={classes.foundTitle} dir="auto">
            <FoundText found={found} />
          </span>
        ) : (
          <span className={classes.title} dir="auto" title={title}>
            {title}
          </span>
        )}
        <StatusMark status={status} waits={waits} />
      </span>
      {found !== undefined && found.in !== 'title' && (
        <span className={classes.excerpt}>
          <span className={classes.place}>{t(found.in)}</span> <FoundText found={found} />
        </span>
      )}
    </a>
  );
}

/** Whether the pointer or the focus is on a row, which alone then carries the cost of a menu. */
function useIsNear() {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const listeners = useRef({
    onPointerEnter: () => setPointedAt(true),
    onPointerLeave: () => setPointedAt(false),
    onFocus: () => setFocus(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
      setFocus(currentTarget.contains(relatedTarget)),
  });
  return { isNear: isPointedAt || hasFocus, listeners: listeners.current };
}
