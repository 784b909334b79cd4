// The download queue: one model at a time, the others wait. Pausing keeps what has come; cancelling
// throws it away. That it is kept across restarts belongs to kept-queue.ts.

import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, toErrorReport } from '../../shared/errors.ts';
import type { DownloadState, MoveDirection } from '../../shared/library.ts';

/** What one download tells while it runs. */
export type Report = (
  change: Partial<
    Pick<DownloadState, 'doneBytes' | 'totalBytes' | 'bytesPerSecond' | 'secondsLeft'>
  >,
) => void;

export interface Job {
  readonly id: string;
  readonly model: string;
  readonly revision: string;
  readonly dtype: DownloadState['dtype'];
  readonly run: (signal: AbortSignal, report: Report) => Promise<void>;
  /** Throws away what has come. */
  readonly discard: () => Promise<void>;
}

export function isOpen({ status }: Pick<DownloadState, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'paused';
}

export interface Queue {
  readonly state: () => readonly DownloadState[];
  /** Ends when the job is done; a job that is queued already is joined, and goes on where it was paused. */
  readonly add: (job: Job) => Promise<void>;
  /** As `add`, but paused, with what had come of it when the program ended. */
  readonly restore: (
    job: Job,
    here: Pick<DownloadState, 'doneBytes' | 'totalBytes'>,
  ) => Promise<void>;
  readonly pause: (id: string) => void;
  readonly resume: (id: string) => void;
  /** Changes places with the one before or after it that waits too; what runs goes on. */
  readonly move: (id: string, direction: MoveDirection) => void;
  /** `keep` leaves what has come for a later install. */
  readonly cancel: (id: string, options?: { readonly keep: boolean }) => Promise<void>;
}

interface Item {
  readonly job: Job;
  state: DownloadState;
  readonly ended: PromiseWithResolvers<void>;
  control: AbortController;
  /** Settles when nothing of it runs any more. */
  idle: Promise<void>;
}

/** Ended downloads that stay in sight. */
const KEPT = 20;

export function createQueue(onChange: () => void): Queue {
  const items = new Map<string, Item>();
  const update = (item: Item, change: Partial<DownloadState>) => {
    item.state = { ...item.state, ...change };
    onChange();
  };
  const next = () => {
    const all = [...items.values()];
    const item = all.find(({ state }) => state.status === 'queued');
    if (item === undefined || all.some(({ state }) => state.status === 'running')) {
      return;
    }
    item.control = new AbortController();
    update(item, { status: 'running' });
    item.idle = perform(item, update).then(next);
  };
  const withStatus = (id: string, ...statuses: readonly DownloadState['status'][]) => {
    const item = items.get(id);
    return item !== undefined && statuses.includes(item.state.status) ? item : undefined;
  };
  const resume = (id: string) => {
    const item = withStatus(id, 'paused');
    if (item !== undefined) {
      void item.idle.then(() => {
        if (item.state.status === 'paused') {
          update(item, { status: 'queued' });
          next();
        }
      });
    }
  };
  return {
    state: () => [...items.values()].map(({ state }) => state),
    add: (job) => {
      const same = withStatus(job.id, 'queued', 'running', 'paused');
      const item = same ?? queued(job);
      if (same === undefined) {
        items.delete(job.id);
        items.set(job.id, item);
        forget(items);
        onChange();
      }
      resume(job.id);
      next();
      return item.ended.promise;
    },
    pause: (id) => {
      const item = withStatus(id, 'queued', 'running');
      if (item !== undefined) {
        update(item, { status: 'paused', bytesPerSecond: 0, secondsLeft: undefined });
        item.control.abort();
      }
    },
    restore: (job, here) => {
      const item = queued(job);
      item.state = { ...item.state, ...here, status: 'paused' };
      items.set(job.id, item);
      onChange();
      return item.ended.promise;
    },
    resume,
    move: (id, direction) => {
      if (swap(items, id, direction)) {
        onChange();
      }
    },
    cancel: async (id, { keep } = { keep: false }) => {
      const item = withStatus(id, 'queued', 'running', 'paused');
      if (item !== undefined) {
        update(item, { status: 'cancelled', bytesPerSecond: 0, secondsLeft: undefined });
        item.control.abort();
        await item.idle;
        if (!keep) {
          await item.job.discard();
        }
        item.ended.reject(AppError.of('CANCELLED', {}));
      }
    },
  };
}

function queued(job: Job): Item {
  const { id, model, revision, dtype } = job;
  const ended = Promise.withResolvers<void>();
  // Whoever started it hears of its end; a second listener must not be needed.
  ended.promise.catch(() => undefined);
  const numbers = { doneBytes: 0, totalBytes: 0, bytesPerSecond: 0 };
  return {
    // Whoever's end lets it begin, it is done for the one who wished for it.
    job: { ...job, run: AsyncLocalStorage.bind(job.run) },
    state: { id, model, revision, dtype, status: 'queued', ...numbers },
    ended,
    control: new AbortController(),
    idle: Promise.resolve(),
  };
}

/** @returns whether there was one to change places with */
function swap(items: Map<string, Item>, id: string, direction: MoveDirection): boolean {
  const order = [...items];
  const waits = ({ state }: Item) => state.status === 'queued' || state.status === 'paused';
  const places = order.flatMap(([, item], place) => (waits(item) ? [place] : []));
  const at = places.findIndex((place) => order[place]?.[0] === id);
  const [from, to] = [places[at], places[at + (direction === 'up' ? -1 : 1)]];
  const [one, other] = [order[from ?? -1], order[to ?? -1]];
  if (from === undefined || to === undefined || one === undefined || other === undefined) {
    return false;
  }
  items.clear();
  for (const [key, item] of order.with(from, other).with(to, one)) {
    items.set(key, item);
  }
  return true;
}

type Update = (item: Item, change: Partial<DownloadState>) => void;

async function perform(item: Item, update: Update): Promise<void> {
  const { signal } = item.control;
  try {
    await item.job.run(signal, (change) => {
      if (!signal.aborted) {
        update(item, change);
      }
    });
    // A pause that came after the last byte has nothing left to hold.
    update(item, { status: 'done', bytesPerSecond: 0, secondsLeft: 0 });
    item.ended.resolve();
  } catch (error) {
    if (!signal.aborted) {
      update(item, { status: 'failed', bytesPerSecond: 0, error: toErrorReport(error) });
      item.ended.reject(error);
    }
  }
}

function forget(items: Map<string, Item>): void {
  const over = [...items.values()].filter(({ state }) =>
    ['done', 'failed', 'cancelled'].includes(state.status),
  );
  for (const { job } of over.slice(0, Math.max(0, over.length - KEPT))) {
    items.delete(job.id);
  }
}
