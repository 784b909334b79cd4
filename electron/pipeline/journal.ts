// The list of a run's events while it is being made: each is stored, then handed to whoever listens.

import type { RunEventBody } from '../../shared/event-bodies.ts';
import { type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';

export type Emit = (body: RunEventBody) => void;

export interface Journal {
  readonly runId: string;
  readonly emit: Emit;
  /** @throws Error before the first event, which is a bug of the caller */
  readonly state: () => RunState;
  /** The events from the first on, as they come; ends after `close`. */
  readonly events: () => AsyncGenerator<RunEvent, void, undefined>;
  readonly close: () => void;
}

interface JournalDeps {
  readonly append: (event: RunEvent) => void;
  readonly clock: () => number;
}

/** @param earlier events of a run that goes on; listeners hear only what is new */
export function createJournal(
  runId: string,
  { append, clock }: JournalDeps,
  earlier: readonly RunEvent[] = [],
): Journal {
  const events: RunEvent[] = [...earlier];
  let isClosed = false;
  let wake = Promise.withResolvers<void>();

  function notify(): void {
    wake.resolve();
    wake = Promise.withResolvers();
  }

  return {
    runId,
    emit: (body) => {
      const event: RunEvent = { runId, seq: events.length, at: clock(), ...body };
      append(event);
      events.push(event);
      notify();
    },
    state: () => reduceRun(events),
    events: async function* () {
      for (let next = earlier.length; next < events.length || !isClosed; ) {
        const event = events[next];
        if (event === undefined) {
          await wake.promise;
        } else {
          next += 1;
          yield event;
        }
      }
    },
    close: () => {
      isClosed = true;
      notify();
    },
  };
}
