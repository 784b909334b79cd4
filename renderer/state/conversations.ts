// The list of conversations, kept up by the news. What one of them holds is in runs.ts.

import { create } from 'zustand';
import type { Conversation, FoundConversation, News } from '../../shared/conversations.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

interface ConversationsState {
  readonly all: readonly Conversation[];
  readonly isLoaded: boolean;
  readonly error: ErrorReport | undefined;
  readonly search: string;
  /** What the search found; undefined while nothing is searched. */
  readonly found: readonly FoundConversation[] | undefined;
  readonly load: () => Promise<void>;
  readonly setSearch: (search: string) => Promise<void>;
  readonly apply: (news: readonly News[]) => void;
}

export const useConversations = create<ConversationsState>((set, get) => ({
  all: [],
  isLoaded: false,
  error: undefined,
  search: '',
  found: undefined,
  load: async () => {
    const listed = await answerOf(engine.conversations.list({}));
    set(
      listed.ok
        ? {
            all: listed.value.map(({ conversation }) => conversation),
            isLoaded: true,
            error: undefined,
          }
        : { error: listed.error },
    );
  },
  setSearch: async (search) => {
    set({ search, ...(search.trim() === '' && { found: undefined }) });
    if (search.trim() !== '') {
      const listed = await answerOf(engine.conversations.list({ search }));
      if (get().search === search) {
        set(listed.ok ? { found: listed.value, error: undefined } : { error: listed.error });
      }
    }
  },
  apply: (news) => {
    const all = news.reduce(applyNews, get().all);
    if (all !== get().all) {
      set({ all });
    }
  },
}));

function applyNews(all: readonly Conversation[], news: News): readonly Conversation[] {
  switch (news.type) {
    case 'conversation': {
      const others = all.filter(({ id }) => id !== news.conversation.id);
      return [...others, news.conversation].toSorted(byPlace);
    }
    case 'removed':
      return all.filter(({ id }) => id !== news.conversation);
    default:
      return all;
  }
}

/** Pinned ones first, then the latest. */
function byPlace(a: Conversation, b: Conversation): number {
  return Number(b.isPinned) - Number(a.isPinned) || b.updatedAt - a.updatedAt;
}
