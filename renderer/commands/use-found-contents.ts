// Conversations that hold what was typed somewhere else than in their titles, as the engine's search finds them.

import { useEffect, useState } from 'react';
import type { FoundConversation } from '../../shared/conversations.ts';
import { answerOf, engine } from '../api/client.ts';
import type { PaletteItem } from './palette-item.ts';
import { conversationItem } from './palette-items.ts';

/** Milliseconds of silence before it is searched. */
const PAUSE = 150;
/** Shown. */
const MOST = 5;

export function useFoundContents(typed: string): readonly PaletteItem[] {
  const [found, setFound] = useState<readonly FoundConversation[]>([]);
  const search = typed.trim();
  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      const listed = await answerOf(engine.conversations.list({ search }));
      if (isWanted) {
        // Commands and titles are found all the same; where the engine is gone, the page says so.
        setFound(listed.ok ? listed.value : []);
      }
    };
    const timer = setTimeout(() => (search === '' ? setFound([]) : look()), PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [search]);
  const inside = found.filter((one) => one.found !== undefined && one.found.in !== 'title');
  return inside.slice(0, MOST).map(({ conversation, found: place }) => ({
    ...conversationItem(conversation),
    group: 'contents',
    found: place,
  }));
}
