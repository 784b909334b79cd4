// Looks the gallery up when it is opened, and again whenever a run begins or ends or a conversation goes.

import { useEffect } from 'react';
import { useConversations } from '../state/conversations.ts';
import { useGallery } from '../state/gallery.ts';

export function useUpToDate(): void {
  const stamp = useConversations(({ all }) =>
    all.map(({ id, updatedAt, status }) => `${id} ${updatedAt} ${status}`).join(),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that the conversations change
  useEffect(() => {
    void useGallery.getState().load();
  }, [stamp]);
}
