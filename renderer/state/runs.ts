// The runs of the conversation that is open, added up from their events by `reduceRun`.

import { create } from 'zustand';
import type { News } from '../../shared/conversations.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { applyEvents, type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';
import { answerOf, engine } from '../api/client.ts';

interface RunsState {
  /** The open conversation; undefined on the first screen. */
  readonly conversation: string | undefined;
  readonly status: 'empty' | 'loading' | 'ready' | 'failed';
  readonly error: ErrorReport | undefined;
  /** The oldest first. */
  readonly runs: readonly RunState[];
  /** By run, the `seq` of its last event that was seen. */
  readonly seen: Readonly<Record<string, number>>;
  /** Runs whose events can't be stored any more. */
  readonly broken: Readonly<Record<string, ErrorReport>>;
  readonly open: (conversation: string | undefined) => Promise<void>;
  readonly apply: (news: readonly News[]) => void;
}

const NOTHING = { runs: [], seen: {}, broken: {}, error: undefined };

export const useRuns = create<RunsState>((set, get) => ({
  conversation: undefined,
  status: 'empty',
  ...NOTHING,
  open: async (conversation) => {
    if (conversation === undefined) {
      set({ conversation, status: 'empty', ...NOTHING });
      return;
    }
    set({ conversation, status: 'loading', ...NOTHING });
    const opened = await answerOf(engine.conversations.open({ id: conversation }));
    if (get().conversation !== conversation) {
      return;
    }
    if (!opened.ok) {
      set({ status: 'failed', error: opened.error });
      return;
    }
    const { runs } = opened.value;
    const seen = Object.fromEntries(
      runs.map((events) => [events[0]?.runId, events.at(-1)?.seq ?? -1]),
    );
    set({ status: 'ready', runs: runs.map(reduceRun), seen });
  },
  apply: (news) => {
    const { conversation, runs, seen, broken } = get();
    const events = news.flatMap((one) => (one.type === 'event' ? [one.event] : []));
    const byRun = Map.groupBy(
      events.filter(({ runId, seq }) => seq > (seen[runId] ?? -1)),
      ({ runId }) => runId,
    );
    const failed = news.filter((one) => one.type === 'broken');
    if (byRun.size === 0 && failed.length === 0) {
      return;
    }
    const known = runs.map((run) => {
      const more = byRun.get(run.runId);
      byRun.delete(run.runId);
      return more === undefined ? run : applyEvents(run, more);
    });
    const begun = [...byRun.values()].filter((more) => isBeginning(more, conversation));
    set({
      runs: [...known, ...begun.map(reduceRun)],
      seen: { ...seen, ...Object.fromEntries(events.map(({ runId, seq }) => [runId, seq])) },
      broken: {
        ...broken,
        ...Object.fromEntries(failed.map(({ runId, error }) => [runId, error])),
      },
    });
  },
}));

function isBeginning([first]: readonly RunEvent[], conversation: string | undefined): boolean {
  return first?.type === 'started' && first.conversation === conversation;
}
