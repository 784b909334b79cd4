// The keys of the list: arrows, Home and End move, F2 renames, Delete deletes; Enter opens, as links do.

import { type KeyboardEvent, type RefObject, useCallback } from 'react';

interface ListKeys {
  readonly list: RefObject<HTMLElement | null>;
  readonly onRename: (id: string) => void;
  readonly onDelete: (id: string) => void;
}

export function useListKeys({ list, onRename, onDelete }: ListKeys) {
  return useCallback(
    (event: KeyboardEvent) => {
      const { key, target } = event;
      const link = target instanceof HTMLElement ? target : undefined;
      const id = link?.dataset.conversation;
      if (link === undefined || id === undefined || event.ctrlKey || event.metaKey) {
        return;
      }
      const links = linksIn(list.current);
      const place = links.indexOf(link);
      const goal = {
        ArrowDown: links[place + 1],
        ArrowUp: links[place - 1],
        Home: links[0],
        End: links.at(-1),
      }[key];
      if (goal !== undefined) {
        event.preventDefault();
        goal.focus();
      } else if (key === 'F2') {
        event.preventDefault();
        onRename(id);
      } else if (key === 'Delete') {
        event.preventDefault();
        onDelete(id);
      }
    },
    [list, onRename, onDelete],
  );
}

function linksIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-conversation]') ?? [])];
}

export function focusConversation(list: HTMLElement | null, id: string): void {
  linksIn(list)
    .find(({ dataset }) => dataset.conversation === id)
    ?.focus();
}

/** Where the tab key comes to. */
export function focusTabStop(list: HTMLElement | null): void {
  linksIn(list)
    .find(({ tabIndex }) => tabIndex === 0)
    ?.focus();
}

/** The row below the one with this id, or the one above where it is the last. */
export function focusNeighbour(list: HTMLElement | null, id: string): void {
  const links = linksIn(list);
  const place = links.findIndex(({ dataset }) => dataset.conversation === id);
  (links[place + 1] ?? links[place - 1])?.focus();
}
