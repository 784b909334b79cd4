// What can be done with a conversation from the list. The list is brought up to date at once, whether
// or not the news have come.

import { useCallback, useMemo, useState } from 'react';
import type { Conversation } from '../../shared/conversations.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';
import { saveConversation } from '../api/exchange.ts';
import { useConversations } from '../state/conversations.ts';
import { useView } from '../state/view.ts';

interface Deletion {
  readonly id: string;
  readonly title: string;
  readonly wasOpen: boolean;
}

/** What is promised is whether it was done. */
export interface ConversationActions {
  readonly rename: (id: string, title: string) => Promise<boolean>;
  readonly pin: (id: string, isPinned: boolean) => Promise<boolean>;
  /** Writes it into a file, where the browser saves such files. */
  readonly save: (id: string) => Promise<void>;
  readonly remove: (id: string) => void;
  /** Brings back all that was deleted while the offer stood. */
  readonly undo: () => void;
  readonly forgetDeleted: () => void;
}

interface ConversationChanges {
  readonly actions: ConversationActions;
  /** What can be undone now, the latest last. */
  readonly deleted: readonly Deletion[];
  readonly error: ErrorReport | undefined;
}

export function useConversationActions(): ConversationChanges {
  const [deleted, setDeleted] = useState<readonly Deletion[]>([]);
  const [error, setError] = useState<ErrorReport>();

  const change = useCallback(async (call: Promise<Conversation>) => {
    const changed = await answerOf(call);
    setError(changed.ok ? undefined : changed.error);
    if (changed.ok) {
      tell(changed.value);
    }
    return changed.ok;
  }, []);

  const remove = useCallback(async (id: string) => {
    const { title = '' } = useConversations.getState().all.find((one) => one.id === id) ?? {};
    const removed = await answerOf(engine.conversations.remove({ id }));
    setError(removed.ok ? undefined : removed.error);
    if (removed.ok) {
      const { conversation, goTo } = useView.getState();
      const wasOpen = conversation === id;
      setDeleted((others) => [...others, { id, title, wasOpen }]);
      useConversations.getState().apply([{ type: 'removed', conversation: id }]);
      if (wasOpen) {
        goTo(undefined);
      }
    }
  }, []);

  const undo = useCallback(async () => {
    setDeleted([]);
    const restored = await Promise.all(
      deleted.map(({ id }) => change(engine.conversations.restore({ id }))),
    );
    const open = deleted.find(({ wasOpen }, place) => wasOpen && restored[place]);
    const { conversation, goTo } = useView.getState();
    if (open !== undefined && conversation === undefined) {
      goTo(open.id);
    }
  }, [deleted, change]);

  const actions = useMemo<ConversationActions>(
    () => ({
      ...{ remove, undo },
      rename: (id, title) => change(engine.conversations.rename({ id, title })),
      pin: (id, isPinned) => change(engine.conversations.pin({ id, isPinned })),
      save: async (id) => setError(await saveConversation(id)),
      forgetDeleted: () => setDeleted([]),
    }),
    [change, remove, undo],
  );
  return { actions, deleted, error };
}

function tell(conversation: Conversation): void {
  useConversations.getState().apply([{ type: 'conversation', conversation }]);
}
