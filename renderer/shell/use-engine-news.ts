// Keeps the stores up with the engine: loads what is open, then applies the news.

import { useEffect, useState } from 'react';
import { type Connection, watchNews } from '../api/watch.ts';
import { useConversations } from '../state/conversations.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';

export function useEngineNews(): Connection {
  const [connection, setConnection] = useState<Connection>('connecting');
  const conversation = useView((view) => view.conversation);
  const isHidden = useIsHidden();
  useEffect(() => {
    useRuns.getState().open(conversation);
  }, [conversation]);
  useEffect(() => {
    // A browser opens six connections to a server at most: pages that no one sees give theirs back.
    if (isHidden) {
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
  }, [conversation, isHidden]);
  return connection;
}

function useIsHidden(): boolean {
  const [isHidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const onChange = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return isHidden;
}
