// Providers of the fake router that answer before they are done, in the formats that each documents: the
// queue of fal-ai (submitted, asked after, fetched, called off by PUT) and the predictions of replicate
// (created, asked after, called off by POST). Results lie on a storage of their own.

import { FAL_DIRECT, falResult } from './inference-formats.ts';

export interface JobCourse {
  /** Questions after a job until it is done; one by default at fal-ai, none at replicate. */
  readonly polls?: number;
  /** How many are before it in the queue. */
  readonly before?: number;
  /** It comes to nothing, with these words. */
  readonly error?: string;
}

export interface JobDesk {
  /** On the storage, by path. */
  readonly files: Map<string, Buffer>;
  readonly jobs: Map<string, Job>;
  /** Where the storage is. */
  readonly storage: () => string;
  readonly course: JobCourse;
}

interface Job {
  /** Its path after the provider's name. */
  readonly path: string;
  readonly result: unknown;
  polls: number;
  isCancelled: boolean;
}

export interface JobAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Asked {
  readonly method: string;
  readonly provider: string;
  readonly task: string;
  readonly path: string;
}

/** The answer to a question for media. */
export function begin({ provider, task, path }: Asked, answer: unknown, desk: JobDesk): JobAnswer {
  const name = `/files/${desk.files.size + 1}`;
  if (Buffer.isBuffer(answer)) {
    desk.files.set(name, answer);
  }
  const url = `${desk.storage()}${name}`;
  if (provider === 'replicate') {
    const result = task === 'text-to-image' ? [url] : url;
    const [id, job] = create(desk, { path: '/v1/predictions', result });
    return { status: 201, body: prediction(id, job, desk.course) };
  }
  if (FAL_DIRECT.includes(task)) {
    return { status: 200, body: falResult(task, answer, url) };
  }
  if (!path.endsWith('?_subdomain=queue')) {
    return { status: 404, body: { detail: 'This task goes through the queue' } };
  }
  const model = path.split('?')[0]?.replace(/^\/fal-ai/, '') ?? '';
  const [id] = create(desk, { path: model, result: falResult(task, answer, url) });
  const address = `https://queue.fal.run${model}/requests/${id}`;
  return {
    status: 200,
    body: {
      ...{ status: 'IN_QUEUE', request_id: id, queue_position: desk.course.before ?? 0 },
      ...{ response_url: address, status_url: `${address}/status` },
      cancel_url: `${address}/cancel`,
    },
  };
}

function create(desk: JobDesk, { path, result }: Pick<Job, 'path' | 'result'>) {
  const id = `request-${desk.jobs.size + 1}`;
  const job: Job = { path, result, polls: 0, isCancelled: false };
  desk.jobs.set(id, job);
  return [id, job] as const;
}

/** The answer to a question after a job, or to its end; nothing where it is about none. */
export function lookAfter(asked: Asked, desk: JobDesk): JobAnswer | undefined {
  const [, id = '', what = ''] =
    /\/(?:requests|predictions)\/([\w-]+)(?:\/(status|cancel))?(?:\?|$)/.exec(asked.path) ?? [];
  const job = desk.jobs.get(id);
  if (job === undefined) {
    return undefined;
  }
  const isEnd =
    what === 'cancel' && asked.method === (asked.provider === 'fal-ai' ? 'PUT' : 'POST');
  if (isEnd) {
    job.isCancelled = true;
    return { status: 202, body: { status: 'CANCELLATION_REQUESTED' } };
  }
  if (asked.method !== 'GET') {
    return undefined;
  }
  if (asked.provider === 'replicate') {
    job.polls += 1;
    return { status: 200, body: prediction(id, job, desk.course) };
  }
  return what === 'status' ? queued(job, desk.course) : fetched(job, desk.course);
}

function queued(job: Job, { polls = 1, before = 0 }: JobCourse): JobAnswer {
  job.polls += 1;
  const left = before - job.polls;
  const status = job.polls > polls ? 'COMPLETED' : left >= 0 ? 'IN_QUEUE' : 'IN_PROGRESS';
  return { status: 200, body: { status, ...(left >= 0 && { queue_position: left }) } };
}

function fetched({ result }: Job, { error }: JobCourse): JobAnswer {
  return error === undefined
    ? { status: 200, body: result }
    : { status: 422, body: { detail: [{ loc: ['body'], msg: error, type: 'value_error' }] } };
}

function prediction(id: string, job: Job, { polls = 0, error }: JobCourse) {
  const isDone = job.polls >= polls;
  const ended = error === undefined ? 'succeeded' : 'failed';
  return {
    id,
    status: isDone ? ended : job.polls === 0 ? 'starting' : 'processing',
    output: isDone && error === undefined ? job.result : null,
    error: isDone ? (error ?? null) : null,
    urls: {
      get: `https://api.replicate.com/v1/predictions/${id}`,
      cancel: `https://api.replicate.com/v1/predictions/${id}/cancel`,
    },
  };
}
