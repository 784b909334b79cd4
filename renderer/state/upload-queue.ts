// Brings files to the engine, two at a time: a browser opens six connections to a server at most, and
// the news and the calls need theirs.

import { toErrorReport } from '../../shared/errors.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { Upload } from './draft.ts';
import { withFrame } from './with-frame.ts';

/** Sends a file, or knows that the engine has it. */
export type Bring = (watch: {
  readonly signal: AbortSignal;
  /** Told a fraction from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}) => Promise<NamedArtefact>;

interface UploadQueue {
  readonly add: (key: string, bring: Bring) => void;
  readonly cancel: (key: string) => void;
  /** Brings a file that had failed once more. */
  readonly retry: (key: string) => void;
}

interface Job {
  readonly key: string;
  readonly bring: Bring;
  readonly stop: AbortController;
}

const MOST_AT_ONCE = 2;

/** @param report told where each file stands; not told of one that was cancelled */
export function createUploadQueue(report: (key: string, upload: Upload) => void): UploadQueue {
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  let active = 0;
  const startNext = () => {
    const job = active < MOST_AT_ONCE ? waiting.shift() : undefined;
    if (job !== undefined) {
      active += 1;
      perform(job).then(() => {
        active -= 1;
        startNext();
      });
      startNext();
    }
  };
  const perform = async ({ key, bring, stop: { signal } }: Job) => {
    const tell = (upload: Upload) => signal.aborted || report(key, upload);
    if (signal.aborted) {
      return;
    }
    tell({ status: 'uploading', fraction: 0 });
    try {
      const onProgress = (fraction: number) => tell({ status: 'uploading', fraction });
      const stored = await bring({ signal, onProgress });
      tell({ status: 'ready', file: await withFrame(stored, signal) });
      jobs.delete(key);
    } catch (error) {
      tell({ status: 'failed', problem: { type: 'refused', error: toErrorReport(error) } });
    }
  };
  const add = (key: string, bring: Bring) => {
    const job = { key, bring, stop: new AbortController() };
    jobs.set(key, job);
    waiting.push(job);
    startNext();
  };
  return {
    add,
    cancel: (key) => {
      jobs.get(key)?.stop.abort();
      jobs.delete(key);
    },
    retry: (key) => {
      const job = jobs.get(key);
      if (job !== undefined) {
        report(key, { status: 'waiting' });
        add(key, job.bring);
      }
    },
  };
}
