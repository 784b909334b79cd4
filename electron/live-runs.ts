// Runs that go on whoever watches: a window that closes or reloads ends nothing. Each event is told to
// everyone who watches, and who comes late first gets what was missed.

import type { RunPlace, Watch } from '../shared/contract.ts';
import type { Conversation, News } from '../shared/conversations.ts';
import { AppError, toErrorReport } from '../shared/errors.ts';
import { RUN_ENDS, type RunEvent } from '../shared/events.ts';
import type { TaskId } from '../shared/plan.ts';
import type { AskOptions, Engine } from './engine.ts';
import type { ImportOptions } from './engine-runs.ts';
import type { PlanText } from './pipeline/plan-file.ts';
import type { RerunChanges } from './pipeline/rerun.ts';

export interface LiveRuns {
  /**
   * Begins a run; resolves as soon as it has its place.
   * @throws AppError for a file that can't be taken, a conversation or a run that is not there
   */
  readonly start: (request: string, options: Omit<AskOptions, 'signal'>) => Promise<RunPlace>;
  /** @throws AppError RUN_NOT_FOUND or RUN_NOT_OPEN */
  readonly resume: (runId: string) => Promise<RunPlace>;
  /** @throws AppError RUN_NOT_FOUND or PLAN_INVALID */
  readonly rerun: (runId: string, changes: RerunChanges) => Promise<RunPlace>;
  /** @throws AppError PLAN_FILE_INVALID, PLAN_FILES_MISSING, or for a place that is not there */
  readonly importPlan: (
    file: PlanText,
    options: Omit<ImportOptions, 'signal'>,
  ) => Promise<RunPlace>;
  readonly cancel: (runId: string, task?: TaskId) => void;
  /** What was missed of a conversation, then all that is new, until the signal aborts. */
  readonly watch: (watched: Watch, signal: AbortSignal) => AsyncGenerator<News, void, undefined>;
  /** Tells everyone that a conversation has changed. */
  readonly changed: (conversation: Conversation) => void;
  readonly removed: (conversation: string) => void;
  /** The runs that go on. */
  readonly going: () => readonly string[];
  /** Aborts when this is closed. */
  readonly closing: AbortSignal;
  /** Interrupts every run and ends every watch; resolves when nothing runs any more. */
  readonly close: () => Promise<void>;
}

/** News that may wait for a reader who is slow; one who falls behind further has to come again. */
const MAX_WAITING = 20_000;

type Listener = (news: News) => void;

export function createLiveRuns(engine: Engine): LiveRuns {
  const { store } = engine;
  const listeners = new Set<Listener>();
  const going = new Map<string, Promise<void>>();
  const closing = new AbortController();

  function tell(news: News): void {
    for (const listener of listeners) {
      listener(news);
    }
  }

  function tellEvent(event: RunEvent, conversation: string): void {
    tell({ type: 'event', event });
    const summary = CHANGES_SUMMARY.has(event.type)
      ? store.conversations.find(conversation)
      : undefined;
    if (summary !== undefined) {
      tell({ type: 'conversation', conversation: summary });
    }
  }

  async function begin(events: AsyncGenerator<RunEvent, void, undefined>): Promise<RunPlace> {
    const first = await events.next(); // what can't be begun is thrown here
    if (first.done === true) {
      throw new Error('A run ended without an event.');
    }
    const { runId } = first.value;
    const { conversation } = engine.run(runId);
    tellEvent(first.value, conversation);
    const end = drain(events, { runId, conversation });
    going.set(runId, end);
    end.finally(() => going.delete(runId));
    return { runId, conversation };
  }

  async function drain(
    events: AsyncIterable<RunEvent>,
    { runId, conversation }: RunPlace,
  ): Promise<void> {
    try {
      for await (const event of events) {
        tellEvent(event, conversation);
      }
    } catch (error) {
      tell({ type: 'broken', runId, error: toErrorReport(error) });
    }
  }

  return {
    start: async (request, options) => {
      checkPlace(engine, options);
      return begin(engine.ask(request, { isAttended: true, ...options }));
    },
    resume: (runId) => begin(engine.resume(runId, { isAttended: true })),
    rerun: (runId, changes) => begin(engine.rerun(runId, changes, { isAttended: true })),
    importPlan: async (file, options) => {
      checkPlace(engine, options);
      return begin(engine.importPlan(file, { isAttended: true, ...options }));
    },
    cancel: (runId, task) => engine.cancel(runId, task),
    watch: (watched, signal) =>
      follow(watched, {
        missed: () => missedEvents(engine, watched),
        listeners,
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    changed: (conversation) => tell({ type: 'conversation', conversation }),
    removed: (conversation) => tell({ type: 'removed', conversation }),
    going: () => [...going.keys()],
    closing: closing.signal,
    close: async () => {
      engine.interrupt();
      await Promise.all(going.values());
      closing.abort();
    },
  };
}

const CHANGES_SUMMARY: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'started',
  'resumed',
  ...RUN_ENDS,
  'question',
  'question-answered',
  'review-asked',
  'reviewed',
]);

/** @throws AppError CONVERSATION_NOT_FOUND or RUN_NOT_FOUND */
function checkPlace({ store }: Engine, { conversation, parent, origin }: AskOptions): void {
  if (conversation !== undefined) {
    store.conversations.get(conversation);
  }
  const known = conversation === undefined ? [] : store.runs.ofConversation(conversation);
  for (const run of [parent, origin]) {
    if (run !== undefined && !known.includes(run)) {
      throw AppError.of('RUN_NOT_FOUND', { run });
    }
  }
}

function missedEvents({ store }: Engine, { conversation, seen }: Watch): readonly RunEvent[] {
  const runs = conversation === undefined ? [] : store.runs.ofConversation(conversation);
  return runs.flatMap((id) => store.runs.events(id, seen[id]));
}

interface Following {
  readonly missed: () => readonly RunEvent[];
  readonly listeners: Set<Listener>;
  readonly signal: AbortSignal;
}

async function* follow(
  { conversation, seen }: Watch,
  { missed, listeners, signal }: Following,
): AsyncGenerator<News, void, undefined> {
  const shown = new Map(Object.entries(seen));
  const runs = new Set(Object.keys(seen));
  let waiting: News[] = [];
  let isBehind = false;
  let wake = Promise.withResolvers<void>();
  const isWanted = (news: News): boolean => {
    if (news.type !== 'event') {
      return true;
    }
    const { event } = news;
    if (event.type === 'started' && event.conversation === conversation) {
      runs.add(event.runId);
    }
    return runs.has(event.runId) && event.seq > (shown.get(event.runId) ?? -1);
  };
  const listener: Listener = (news) => {
    isBehind ||= waiting.length >= MAX_WAITING;
    if (!isBehind) {
      waiting.push(news);
    }
    wake.resolve();
  };
  const onAbort = () => wake.resolve();
  listeners.add(listener); // before what was missed is read, so that nothing falls between
  signal.addEventListener('abort', onAbort);
  try {
    waiting.unshift(
      ...missed().map((event) => {
        runs.add(event.runId);
        return { type: 'event', event } as const;
      }),
    );
    while (!signal.aborted && !isBehind) {
      const batch = waiting;
      waiting = [];
      for (const news of batch) {
        if (isWanted(news)) {
          if (news.type === 'event') {
            shown.set(news.event.runId, news.event.seq);
          }
          yield news;
        }
      }
      if (waiting.length === 0 && !signal.aborted) {
        wake = Promise.withResolvers();
        await wake.promise;
      }
    }
  } finally {
    listeners.delete(listener);
    signal.removeEventListener('abort', onAbort);
  }
}
