// Keeps the stores up with the engine: loads what is open, then applies the news.

import { useEffect, useState } from 'react';
import { type Connection, watchNews } from '../api/watch.ts';
import { useConversations } from '../state/conversations.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { useIsHidden } from './use-is-hidden.ts';

export function useEngineNews(): Connection {
  const [connection, setConnection] = useState<Connection>('connecting');
  const conversation = useView((view) => view.conversation);
  const isHidden = useIsHidden();
  // The news go on from what was loaded, so they wait for it.
  const isLoading = useRuns(
    (runs) => runs.status === 'loading' || runs.conversation !== conversation,
  );
  useEffect(() => {
    useRuns.getState().open(conversation);
  }, [conversation]);
  useEffect(() => {
    // A browser opens six connections to a server at most: pages that no one sees give theirs back.
    if (isHidden || isLoading) {
      return;
    }
    const stop = new AbortController();
    useConversations.getState().load();
    watchNews({
      watched: () => {
        const { seen } = useRuns.getState();
        return { ...(conversation !== undefined && { conversation }), seen };
      },
      onNews: (news) => {
        useRuns.getState().apply(news);
        useConversations.getState().apply(news);
      },
      onConnection: setConnection,
      signal: stop.signal,
    });
    return () => stop.abort();
  }, [conversation, isHidden, isLoading]);
  return connection;
}
