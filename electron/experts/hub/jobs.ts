// Jobs of providers that answer before they are done (fal-ai's queue, replicate's predictions and their like):
// what is said of one, how often it is asked after and for how long, and how it is called off. Most are asked
// after by the library itself, at its own pace and without an end, which is slowed and ended here.

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { detail } from '../../../shared/errors.ts';
import type { ProgressNote } from '../../../shared/progress-notes.ts';
import { INFERENCE_ROUTER } from '../../library/hub-settings.ts';
import { type Asked, down, failed } from './failures.ts';
import { SaidSchema, withoutSecrets } from './refusal-text.ts';
import type { Sleep } from './waiting.ts';

const StateSchema = z.object({
  status: z.string().optional().catch(undefined),
  /** How many are before it. */
  queue_position: z.number().int().nonnegative().optional().catch(undefined),
  error: SaidSchema.optional().catch(undefined),
});
const JobSchema = StateSchema.extend({
  id: z.string().optional().catch(undefined),
  task_status: z.string().optional().catch(undefined),
  response_url: z.url().optional().catch(undefined),
  /** Some wrap it. */
  data: StateSchema.optional().catch(undefined),
  task: StateSchema.optional().catch(undefined),
});
type Said = z.infer<typeof JobSchema>;

type State = 'waiting' | 'working' | 'failed';
const STATES: Readonly<Record<string, State>> = {
  ...{ in_queue: 'waiting', queued: 'waiting', pending: 'waiting' },
  ...{ created: 'waiting', starting: 'waiting' },
  ...{ in_progress: 'working', processing: 'working', running: 'working' },
  ...{ failed: 'failed', fail: 'failed', canceled: 'failed', cancelled: 'failed' },
  aborted: 'failed',
};

/** Whose answers may be about a job; those of others are read by nobody but the library. */
const WITH_JOBS: readonly string[] = [
  ...['fal-ai', 'replicate', 'together', 'wavespeed', 'novita', 'zai-org'],
];

export interface JobsOptions {
  readonly asked: Asked;
  readonly longestMs: number;
  readonly clock: () => number;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
  readonly told: (message: ProgressNote) => void;
}

export interface Call {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT';
}

export interface Jobs {
  /** To be awaited before a job is asked after. @throws AppError where it takes too long */
  readonly pace: () => Promise<void>;
  /** Reads what an answer says. @throws AppError EXPERT_FAILED where the job has */
  readonly read: (answer: unknown) => void;
  /** How to ask after a job that the library does not ask after, while it goes on. */
  readonly question: () => Call | undefined;
  /** How to call a job off that is not done; nothing where that can't be. */
  readonly ending: () => Call | undefined;
}

export function hasJobs({ provider }: Asked): boolean {
  return WITH_JOBS.includes(provider);
}

/** Questions at the library's pace, and how many milliseconds slower each further one is. */
const AT_ONCE = 10;
const SLOWER_BY = 250;
const SLOWEST = 4500;

interface Job {
  readonly id: string | undefined;
  readonly address: string | undefined;
  readonly since: number;
}

export function createJobs({ asked, longestMs, clock, sleep, signal, told }: JobsOptions): Jobs {
  const { provider } = asked;
  let job: Job | undefined;
  let isOpen = false;
  let questions = 0;
  let last: ProgressNote | undefined;
  const tell = (message: ProgressNote) => {
    if (!isDeepStrictEqual(message, last)) {
      last = message;
      told(message);
    }
  };
  return {
    pace: async () => {
      questions += 1;
      if (job !== undefined && clock() - job.since > longestMs) {
        throw down(asked, detail('not-done-after', { minutes: Math.round(longestMs / 60_000) }));
      }
      await sleep(pause(questions, provider), signal);
    },
    read: (answer) => {
      const said = JobSchema.catch({}).parse(answer);
      const state = stateOf(said);
      isOpen = state === 'waiting' || state === 'working';
      if (state === 'failed') {
        const why = said.error ?? said.data?.error ?? said.task?.error ?? 'it gave no reason';
        const words = withoutSecrets(why, asked.token);
        throw failed(asked, detail('provider-gave-up', { provider, words }));
      }
      if (isOpen) {
        job ??= { id: said.id, address: said.response_url, since: clock() };
        tell(noteOf(provider, said, state));
      }
    },
    question: () => (isOpen && provider === 'replicate' ? prediction(job, 'GET') : undefined),
    ending: () => {
      const end = isOpen ? endingOf(provider, job) : undefined;
      isOpen = false;
      return end;
    },
  };
}

function pause(questions: number, provider: string): number {
  const slower = Math.min(SLOWEST, Math.max(0, questions - AT_ONCE) * SLOWER_BY);
  // The library waits by itself between its own questions.
  return provider === 'replicate' ? 500 + slower : slower;
}

function stateOf({ status, task_status: other, data, task }: Said): State | undefined {
  const word = (status ?? data?.status ?? task?.status ?? other ?? '').toLowerCase();
  return STATES[word.replace(/^task_status_/, '')];
}

function noteOf(
  provider: string,
  { queue_position: before }: Said,
  state: State | undefined,
): ProgressNote {
  if (state === 'working') {
    return { code: 'provider-working', values: { provider } };
  }
  return before === undefined || before === 0
    ? { code: 'provider-queue-next', values: { provider } }
    : { code: 'provider-queue', values: { provider, before } };
}

/** As the services document it for themselves; the router hands paths of a provider on as they are. */
function prediction(job: Job | undefined, method: Call['method'], path = ''): Call | undefined {
  return job?.id === undefined
    ? undefined
    : { method, url: new URL(`${INFERENCE_ROUTER}/replicate/v1/predictions/${job.id}${path}`) };
}

function endingOf(provider: string, job: Job | undefined): Call | undefined {
  if (provider === 'replicate') {
    return prediction(job, 'POST', '/cancel');
  }
  if (provider !== 'fal-ai' || job?.address === undefined) {
    return undefined;
  }
  const { pathname } = new URL(job.address);
  const address = `${INFERENCE_ROUTER}/fal-ai${pathname}/cancel?_subdomain=queue`;
  return { method: 'PUT', url: new URL(address) };
}
