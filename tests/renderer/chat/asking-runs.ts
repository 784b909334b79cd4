// Runs that ask or fetch, made from events as the engine tells them.

import type { RunEventBody } from '../../../shared/event-bodies.ts';
import { type RunEvent, type RunState, reduceRun } from '../../../shared/events.ts';
import type { Task } from '../../../shared/plan.ts';
import type { Question } from '../../../shared/questions.ts';

export const DETECTION: Task = {
  ...{ id: 0, type: 'object-detection', dependencies: [] },
  arguments: { image: { from: 'file', name: 'photo.png' } },
};
export const SECOND: Task = { ...DETECTION, id: 1 };

/** A run of these tasks after more has happened. */
export function asked(tasks: readonly Task[], ...bodies: readonly RunEventBody[]): RunState {
  const all: readonly RunEventBody[] = [
    {
      ...{ type: 'started', conversation: 'one', request: 'Find the objects' },
      ...{ attachments: [], mode: 'hybrid', controller: 'rules' },
    },
    { type: 'planned', tasks, isComplete: true },
    ...bodies,
  ];
  return reduceRun(
    all.map((body, seq): RunEvent => ({ runId: 'run', seq, at: 1000 + seq, ...body })),
  );
}

export function install(
  more: Partial<Extract<Question, { readonly about: 'install' }>> = {},
): Question {
  return {
    ...{ about: 'install', key: 'install acme/detr', tasks: [0], model: 'acme/detr' },
    ...{ name: 'DETR', licence: 'apache-2.0', bytes: 89_000_000, fit: 'fits', hasOther: false },
    ...more,
  };
}

export function upload(
  more: Partial<Extract<Question, { readonly about: 'upload' }>> = {},
): Question {
  return {
    ...{ about: 'upload', key: 'upload fal-ai', tasks: [0], file: 'photo.png', size: 1_200_000 },
    ...{ provider: 'fal-ai', host: 'router.huggingface.co', model: 'acme/painter' },
    ...more,
  };
}

export function asks(question: Question): RunEventBody {
  return { type: 'question', question };
}

export function fetching(
  task: number,
  doneBytes: number,
  { model = 'DETR', totalBytes = 168_000_000 } = {},
): RunEventBody {
  return { type: 'fetching', task, model, doneBytes, totalBytes };
}
