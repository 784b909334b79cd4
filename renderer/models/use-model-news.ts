// Keeps the store of models up with the engine, while this screen is open and someone sees the page.

import { useEffect, useState } from 'react';
import { answerOf, engine } from '../api/client.ts';
import { useIsHidden } from '../shell/use-is-hidden.ts';
import { useModels } from '../state/models.ts';

/** Milliseconds before a lost stream is opened again; twice as long each time, up to the last. */
const RETRY_MS = { first: 250, last: 5000 };

export function useModelNews(): void {
  const isHidden = useIsHidden();
  // An object of its own at each try, so that a try begins even where nothing else has changed.
  const [attempt, setAttempt] = useState({ failures: 0 });
  useEffect(() => {
    if (isHidden) {
      return;
    }
    const { failures } = attempt;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    readNews(stop.signal).then((hasOpened) => {
      if (!stop.signal.aborted) {
        const pause = Math.min(RETRY_MS.first * 2 ** failures, RETRY_MS.last);
        timer = setTimeout(() => setAttempt({ failures: hasOpened ? 0 : failures + 1 }), pause);
      }
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [isHidden, attempt]);
}

/**
 * Resolves when the stream has ended.
 * @returns whether there was one
 */
async function readNews(signal: AbortSignal): Promise<boolean> {
  const { load, apply, beginStream } = useModels.getState();
  const opened = await answerOf(engine.models.watch(undefined, { signal }));
  if (!opened.ok) {
    // Asked for alone, it either comes all the same or says what is wrong.
    await (signal.aborted ? undefined : load());
    return false;
  }
  beginStream();
  await answerOf(
    (async () => {
      for await (const news of opened.value) {
        apply(news);
      }
    })(),
  );
  return true;
}
