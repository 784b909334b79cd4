// Joins what the main process hears of runs with what it shows of them outside of the window: taskbar,
// badge, notifications.

import type { Conversation } from '../../shared/conversations.ts';
import type { Notifier } from './notifications.ts';
import { createRunStates } from './run-states.ts';
import { type EngineClient, followShare, watchRuns } from './run-watch.ts';
import type { TaskbarState } from './taskbar.ts';

interface RunSignsDeps {
  readonly client: EngineClient;
  readonly notifier: Notifier;
  readonly showInTaskbar: (state: TaskbarState) => void;
  readonly isLookedAt: () => boolean;
  /** Milliseconds before a lost stream is opened again. */
  readonly retryMs?: number;
}

export interface RunSigns {
  /** The person looks at the window, or another one was made. */
  readonly seen: () => void;
  readonly refresh: () => void;
  readonly stop: () => void;
}

export function showRunSigns(deps: RunSignsDeps): RunSigns {
  const { client, notifier, showInTaskbar, isLookedAt, retryMs } = deps;
  const stop = new AbortController();
  const states = createRunStates();
  const share = createShareOf(client, () => refresh());
  let hasFailed = false;
  const refresh = () =>
    showInTaskbar({
      isRunning: states.running().length > 0,
      share: share.now(),
      hasFailed,
      waiting: states.waiting(),
    });
  const onConversation = (conversation: Conversation) => {
    const what = states.apply(conversation);
    hasFailed ||= what === 'failed' && !isLookedAt();
    share.follow(states.running());
    refresh();
    if (what !== undefined) {
      notifier.notify(conversation, what);
    }
  };
  const onRemoved = (conversation: string) => {
    states.remove(conversation);
    share.follow(states.running());
    refresh();
  };
  void watchRuns(client, {
    ...{ onConversation, onRemoved, signal: stop.signal },
    ...(retryMs !== undefined && { retryMs }),
  });
  return {
    refresh,
    seen: () => {
      hasFailed = false;
      refresh();
    },
    stop: () => {
      stop.abort();
      share.follow([]);
    },
  };
}

/** How far the one conversation is that runs; of several at once nothing is said. */
function createShareOf(client: EngineClient, onChange: () => void) {
  let followed: { readonly id: string; readonly stop: AbortController } | undefined;
  let share: number | undefined;
  return {
    now: () => share,
    follow: (running: readonly string[]) => {
      const id = running.length === 1 ? running[0] : undefined;
      if (id === followed?.id) {
        return;
      }
      followed?.stop.abort();
      followed = undefined;
      share = undefined;
      if (id !== undefined) {
        const stop = new AbortController();
        followed = { id, stop };
        const onShare = (now: number | undefined) => {
          if (!stop.signal.aborted) {
            share = now;
            onChange();
          }
        };
        // Without it the bar has no amount; the other stream tells when the engine is there again.
        followShare(client, id, { signal: stop.signal, onShare }).catch(() => {});
      }
    },
  };
}
