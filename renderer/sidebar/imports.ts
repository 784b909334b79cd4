// Conversations on their way in from files, one after another. What was taken in is opened at once.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf } from '../api/client.ts';
import { importConversation } from '../api/exchange.ts';
import type { SentFile } from '../api/send-file.ts';
import { useConversations } from '../state/conversations.ts';
import { useOverview } from '../state/overview.ts';
import { useView } from '../state/view.ts';

export type ImportProblem =
  | { readonly type: 'refused'; readonly error: ErrorReport }
  /** Bytes; the engine was not asked. */
  | { readonly type: 'too-large'; readonly limit: number };

export type ImportStage =
  | { readonly status: 'waiting' }
  /** `fraction` from 0 to 1. */
  | { readonly status: 'sending'; readonly fraction: number }
  /** All of it is with the engine, which looks at it. */
  | { readonly status: 'reading' }
  | { readonly status: 'failed'; readonly problem: ImportProblem };

export interface Import {
  readonly key: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly stage: ImportStage;
}

interface ImportsState {
  readonly all: readonly Import[];
  /** What was taken in last; the key is another one each time. */
  readonly done: { readonly key: string; readonly title: string } | undefined;
  readonly add: (files: Iterable<SentFile>) => void;
  readonly retry: (key: string) => void;
  /** Takes it off the list; what the engine has whole already comes in nevertheless. */
  readonly drop: (key: string) => void;
}

interface Job {
  readonly key: string;
  readonly file: SentFile;
  readonly stop: AbortController;
}

export const useImports = create<ImportsState>((set) => {
  const jobs = new Map<string, Job>();
  let before: Promise<void> = Promise.resolve();
  const tell = (key: string, stage: ImportStage) =>
    set(({ all }) => ({ all: all.map((one) => (one.key === key ? { ...one, stage } : one)) }));
  const drop = (key: string) => {
    jobs.get(key)?.stop.abort();
    jobs.delete(key);
    set(({ all }) => ({ all: all.filter((one) => one.key !== key) }));
  };
  const queue = (key: string, file: SentFile) => {
    const job = { key, file, stop: new AbortController() };
    jobs.set(key, job);
    before = before.then(() => perform(job));
  };
  const perform = async ({ key, file, stop: { signal } }: Job) => {
    const problem = signal.aborted ? undefined : tooLarge(file);
    if (signal.aborted || problem !== undefined) {
      problem && tell(key, { status: 'failed', problem });
      return;
    }
    const onProgress = (fraction: number) =>
      tell(key, fraction < 1 ? { status: 'sending', fraction } : { status: 'reading' });
    onProgress(0);
    const taken = await answerOf(importConversation(file, { signal, onProgress }));
    if (taken.ok) {
      drop(key);
      set({ done: { key, title: await open(taken.value) } });
    } else if (!signal.aborted) {
      tell(key, { status: 'failed', problem: { type: 'refused', error: taken.error } });
    }
  };
  return {
    all: [],
    done: undefined,
    drop,
    add: (files) => {
      for (const file of files) {
        const key = crypto.randomUUID();
        const { name, size } = file;
        set(({ all }) => ({ all: [...all, { key, name, size, stage: { status: 'waiting' } }] }));
        queue(key, file);
      }
      // Where the list is out of sight, how far it is would be, too.
      useView.getState().setSidebarOpen(true);
    },
    retry: (key) => {
      const job = jobs.get(key);
      if (job !== undefined) {
        tell(key, { status: 'waiting' });
        queue(key, job.file);
      }
    },
  };
});

function tooLarge({ size }: SentFile): ImportProblem | undefined {
  const limit = useOverview.getState().overview?.maxFileBytes ?? Number.POSITIVE_INFINITY;
  return size > limit ? { type: 'too-large', limit } : undefined;
}

/** @returns its title; the list is brought up to date at once, whether or not the news have come */
async function open(conversation: string): Promise<string> {
  await useConversations.getState().load();
  useView.getState().goTo(conversation);
  return useConversations.getState().all.find(({ id }) => id === conversation)?.title ?? '';
}
