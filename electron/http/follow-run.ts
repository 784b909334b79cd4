// A run that belongs to one request over HTTP: begun for it, told to it event by event, and cancelled where
// whoever asked is gone.

import { AppError } from '../../shared/errors.ts';
import { isRunEnd, type RunEvent, type RunState } from '../../shared/events.ts';
import type { AskOptions, Engine } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';

export interface RunSource {
  readonly engine: Engine;
  readonly runs: LiveRuns;
}

export interface OwnedRun {
  readonly runId: string;
  readonly conversation: string;
  /**
   * Its events from the first to the last. Leaving them early cancels the run.
   * @throws AppError CANCELLED where the signal aborts, or what the run broke off with
   */
  readonly events: AsyncGenerator<RunEvent, void, undefined>;
  /**
   * How it ended.
   * @throws AppError where it did not finish
   */
  readonly end: () => RunState;
}

export interface OwnedRequest extends Omit<AskOptions, 'signal'> {
  readonly request: string;
}

/** @throws AppError where it can't be begun */
export async function startOwnRun(
  { request, ...options }: OwnedRequest,
  { engine, runs }: RunSource,
  signal: AbortSignal,
): Promise<OwnedRun> {
  // Who asks over these endpoints can answer nothing.
  const place = await runs.start(request, { isAttended: false, ...options });
  return {
    ...place,
    events: followRun(place, { engine, runs }, signal),
    end: () => {
      const state = engine.run(place.runId);
      if (state.status !== 'finished') {
        throw state.error === undefined ? AppError.of('CANCELLED', {}) : AppError.from(state.error);
      }
      return state;
    },
  };
}

async function* followRun(
  { runId, conversation }: Pick<OwnedRun, 'runId' | 'conversation'>,
  { engine: { store }, runs }: RunSource,
  signal: AbortSignal,
): OwnedRun['events'] {
  const others = store.runs.ofConversation(conversation).filter((id) => id !== runId);
  const seen = Object.fromEntries(others.map((id) => [id, Number.MAX_SAFE_INTEGER]));
  let isNew = true;
  let hasEnded = false;
  const onGone = () => runs.cancel(runId);
  signal.addEventListener('abort', onGone);
  if (signal.aborted) {
    onGone();
  }
  try {
    // Who reads slowly falls behind, and comes again for what was missed; a watch that has nothing new is
    // that of an engine which closes.
    while (isNew && !signal.aborted) {
      isNew = false;
      for await (const news of runs.watch({ conversation, seen }, signal)) {
        if (news.type === 'broken' && news.runId === runId) {
          throw AppError.from(news.error);
        }
        if (news.type === 'event' && news.event.runId === runId) {
          isNew = true;
          seen[runId] = news.event.seq;
          hasEnded = isRunEnd(news.event.type);
          yield news.event;
          if (hasEnded) {
            return;
          }
        }
      }
    }
  } finally {
    signal.removeEventListener('abort', onGone);
    if (!hasEnded) {
      runs.cancel(runId);
    }
  }
  if (signal.aborted) {
    throw AppError.of('CANCELLED', {});
  }
}

/** @throws AppError where it did not finish */
export async function runToEnd({ events, end }: OwnedRun): Promise<RunState> {
  while ((await events.next()).done !== true) {
    // What happens on the way is not told.
  }
  return end();
}
