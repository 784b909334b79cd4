// Files are dropped on the chat; anywhere else the browser would open them in place of the page.

import { useEffect } from 'react';

export function useNoDrop(): void {
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const refuse = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', refuse, { signal });
    window.addEventListener('drop', refuse, { signal });
    return () => stop.abort();
  }, []);
}
