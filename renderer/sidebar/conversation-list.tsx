// The conversations: by day, or what a search found. One row takes the tab key, the arrows move on.

import { type FocusEvent, type RefObject, useCallback, useId, useMemo, useState } from 'react';
import type { Conversation, FoundConversation } from '../../shared/conversations.ts';
import { useView } from '../state/view.ts';
import classes from './conversation-list.module.css';
import { ConversationRow, type RowCommands } from './conversation-row.tsx';
import type { ConversationActions } from './use-conversation-actions.ts';
import { useGroups, useGroupTitle } from './use-groups.ts';
import { focusConversation, focusNeighbour, useListKeys } from './use-list-keys.ts';

interface ConversationListProps {
  readonly conversations: readonly Conversation[];
  /** What a search found, in the order in which it is shown. */
  readonly found: readonly FoundConversation[] | undefined;
  readonly actions: ConversationActions;
  readonly list: RefObject<HTMLDivElement | null>;
}

export function ConversationList({ conversations, found, actions, list }: ConversationListProps) {
  const groups = useGroups(conversations);
  const groupTitle = useGroupTitle();
  const active = useView((view) => view.conversation);
  const [focused, setFocused] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const commands = useRowCommands({ list, actions, setRenaming });
  const onKeyDown = useListKeys({
    list,
    onRename: commands.startRename,
    onDelete: commands.remove,
  });
  const shown = found?.map(({ conversation }) => conversation) ?? conversations;
  const tabStop = tabStopOf(shown, focused, active);
  const rowOf = (conversation: Conversation, place?: FoundConversation['found']) => (
    <ConversationRow
      key={conversation.id}
      id={conversation.id}
      title={conversation.title}
      status={conversation.status}
      waits={conversation.waits}
      isPinned={conversation.isPinned}
      isActive={conversation.id === active}
      isTabStop={conversation.id === tabStop}
      isRenaming={conversation.id === renaming}
      found={place}
      commands={commands}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it
    <div
      ref={list}
      className={classes.list}
      onKeyDown={onKeyDown}
      onFocus={({ target }: FocusEvent<HTMLElement>) => setFocused(target.dataset.conversation)}
    >
      {found === undefined ? (
        groups.map(({ key, name, conversations: members }) => (
          <Group key={key} title={groupTitle(name)}>
            {members.map((conversation) => rowOf(conversation))}
          </Group>
        ))
      ) : (
        <ul className={classes.rows}>
          {found.map(({ conversation, found: place }) => rowOf(conversation, place))}
        </ul>
      )}
    </div>
  );
}

function Group({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      <ul className={classes.rows}>{children}</ul>
    </section>
  );
}

/** The row that had the focus last, else the open one, else the first. */
function tabStopOf(
  shown: readonly Conversation[],
  focused: string | undefined,
  active: string | undefined,
): string | undefined {
  const ids = new Set(shown.map(({ id }) => id));
  return [focused, active].find((id) => id !== undefined && ids.has(id)) ?? shown[0]?.id;
}

interface RowCommandsParts {
  readonly list: RefObject<HTMLElement | null>;
  readonly actions: ConversationActions;
  readonly setRenaming: (id: string | undefined) => void;
}

function useRowCommands({ list, actions, setRenaming }: RowCommandsParts): RowCommands {
  const { rename, pin, save, remove } = actions;
  /** Once it is drawn again. */
  const focus = useCallback(
    (id: string) => {
      requestAnimationFrame(() => {
        // What was chosen from the menu may have moved the focus on; a closing menu still has it.
        const holder = document.activeElement;
        if (holder === document.body || holder?.closest('[role="menu"]') !== null) {
          focusConversation(list.current, id);
        }
      });
    },
    [list],
  );
  return useMemo(
    () => ({
      ...{ focus, save, startRename: setRenaming },
      pin: async (id, isPinned) => {
        await pin(id, isPinned);
        focus(id); // it is under another heading now
      },
      endRename: (id, title, byKey) => {
        setRenaming(undefined);
        if (title !== undefined) {
          rename(id, title);
        }
        if (byKey) {
          focus(id);
        }
      },
      remove: (id) => {
        focusNeighbour(list.current, id);
        remove(id);
      },
    }),
    [list, rename, pin, save, remove, focus, setRenaming],
  );
}
