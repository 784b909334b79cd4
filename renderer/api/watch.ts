// What is new, as it happens: one stream for the page, taken up again from the last event that was
// seen whenever it breaks off.

import type { Watch } from '../../shared/contract.ts';
import type { News } from '../../shared/conversations.ts';
import { answerOf, engine } from './client.ts';

/** `refused`: the engine was started anew and does not know this page. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

interface WatchOptions {
  /** Where to go on; asked each time that the stream is opened. */
  readonly watched: () => Watch;
  readonly onNews: (news: readonly News[]) => void;
  readonly onConnection: (connection: Connection) => void;
  readonly signal: AbortSignal;
}

/** Milliseconds before a lost stream is opened again; twice as long each time, up to the last. */
const RETRY_MS = { first: 250, last: 5000 };

/** Resolves when the signal aborts. */
export async function watchNews(options: WatchOptions): Promise<void> {
  const { signal, onConnection } = options;
  let delay = RETRY_MS.first;
  onConnection('connecting');
  while (!signal.aborted) {
    const { hasOpened, isRefused } = await readStream(options);
    if (!signal.aborted) {
      onConnection(isRefused ? 'refused' : 'lost');
      delay = hasOpened ? RETRY_MS.first : Math.min(delay * 2, RETRY_MS.last);
      await waitFor(delay, signal);
    }
  }
}

async function readStream({
  watched,
  onNews,
  onConnection,
  signal,
}: WatchOptions): Promise<{ readonly hasOpened: boolean; readonly isRefused: boolean }> {
  const opened = await answerOf(engine.watch(watched(), { signal }));
  if (!opened.ok) {
    return { hasOpened: false, isRefused: opened.error.code === 'UNAUTHORISED' };
  }
  onConnection('open');
  const frame = createFrame(onNews);
  await answerOf(
    (async () => {
      for await (const news of opened.value) {
        frame.add(news);
      }
    })(),
  );
  frame.flush();
  return { hasOpened: true, isRefused: false };
}

/** Gathers what comes within one frame, so that the screen is drawn once for all of it. */
function createFrame(onNews: (news: readonly News[]) => void) {
  let waiting: News[] = [];
  const flush = () => {
    const news = waiting;
    waiting = [];
    if (news.length > 0) {
      onNews(news);
    }
  };
  return {
    flush,
    add: (news: News) => {
      waiting.push(news);
      if (waiting.length === 1) {
        // A page that is not shown has no frames.
        document.hidden ? setTimeout(flush, 250) : requestAnimationFrame(flush);
      }
    },
  };
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
