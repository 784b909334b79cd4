// Runs and tasks for the tests of the chat, with only what they look at.

import { AppError, toErrorReport } from '../../../shared/errors.ts';
import type { RunState } from '../../../shared/events.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { TaskId } from '../../../shared/plan.ts';
import type { TaskState } from '../../../shared/task-states.ts';

export function runOf(given: Partial<RunState> = {}): RunState {
  return {
    runId: 'run',
    status: 'finished',
    conversation: 'conversation',
    request: 'Do it',
    attachments: [],
    mode: 'local',
    controller: 'rules',
    tasks: [],
    isPlanned: true,
    repairs: [],
    calls: [],
    notes: [],
    questions: [],
    fetched: [],
    dubs: [],
    answer: '',
    startedAt: 0,
    ...given,
  };
}

function taskOf(id: TaskId, after: readonly TaskId[] = []) {
  return {
    task: { id, type: 'image-to-text', dependencies: after, arguments: {} },
    attempts: [],
  } as const;
}

interface Finished {
  readonly after?: readonly TaskId[];
  readonly output?: TaskOutput;
  readonly reused?: boolean;
}

export function finished(
  id: TaskId,
  { after, output = {}, reused = false }: Finished = {},
): TaskState {
  return { ...taskOf(id, after), status: 'finished', output, durationMs: 1, reused };
}

export function failed(id: TaskId, after?: readonly TaskId[]): TaskState {
  const error = toErrorReport(AppError.of('CANCELLED', {}));
  return { ...taskOf(id, after), status: 'failed', error, durationMs: 1 };
}

export function running(id: TaskId, after?: readonly TaskId[]): TaskState {
  return { ...taskOf(id, after), status: 'running', attempt: 1, startedAt: 0 };
}

export function cancelled(id: TaskId, after?: readonly TaskId[]): TaskState {
  return { ...taskOf(id, after), status: 'cancelled' };
}

export function skipped(id: TaskId, because: TaskId): TaskState {
  return { ...taskOf(id, [because]), status: 'skipped', because };
}
