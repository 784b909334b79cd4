// Answers the part of the contract that is about conversations; everyone who watches is told of a change.

import { condenseEvents } from '../../shared/condense.ts';
import type { Conversation } from '../../shared/conversations.ts';
import { procedures } from './procedures.ts';
import type { Opened } from './settings-rpc.ts';

export function conversationProcedures({ engine: { store }, runs }: Opened) {
  const { conversations: answers } = procedures;
  const { conversations } = store;
  const tellChanged = (conversation: Conversation) => {
    runs.changed(conversation);
    return conversation;
  };
  return {
    list: answers.list.handler(({ input }) => conversations.list(input.search)),
    open: answers.open.handler(({ input: { id } }) => ({
      conversation: conversations.get(id),
      runs: store.runs.ofConversation(id).map((run) => condenseEvents(store.runs.events(run))),
    })),
    rename: answers.rename.handler(({ input: { id, title } }) =>
      tellChanged(conversations.rename(id, title)),
    ),
    pin: answers.pin.handler(({ input: { id, isPinned } }) =>
      tellChanged(conversations.pin(id, isPinned)),
    ),
    remove: answers.remove.handler(({ input: { id } }) => {
      conversations.remove(id, Date.now());
      for (const run of store.runs.ofConversation(id)) {
        runs.cancel(run);
      }
      runs.removed(id);
    }),
    restore: answers.restore.handler(({ input: { id } }) => tellChanged(conversations.restore(id))),
  };
}
