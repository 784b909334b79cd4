// Runs that have ended, for the tests of what is said of them.

import type { RunState } from '../../../../shared/events.ts';
import type { NamedArtefact } from '../../../../shared/media.ts';
import type { Host } from '../../../../shared/models.ts';
import type { TaskOutput } from '../../../../shared/outputs.ts';
import type { Argument, Task } from '../../../../shared/plan.ts';
import type { TaskState } from '../../../../shared/task-states.ts';
import type { TaskType } from '../../../../shared/tasks.ts';

export const ID_OF_A = 'a'.repeat(64);

export function picture(name: string, id = ID_OF_A): NamedArtefact {
  const size = { size: 9, width: 640, height: 480 };
  return { name, artefact: { id, kind: 'image', mime: 'image/png', ...size } };
}

export function runOf(tasks: readonly TaskState[], run: Partial<RunState> = {}): RunState {
  return {
    ...{ runId: 'r', status: 'running', conversation: 'c', request: 'How many zebras are there?' },
    ...{ attachments: [], mode: 'local', controller: 'openai:m', isPlanned: true },
    ...{ repairs: [], calls: [], notes: [], questions: [], fetched: [], dubs: [] },
    ...{ answer: '', startedAt: 0 },
    tasks,
    ...run,
  };
}

export const file = (name: string): Argument => ({ from: 'file', name });
export const literal = (value: string): Argument => ({ from: 'literal', value });

export function taskOf(
  id: number,
  type: TaskType,
  slots: Readonly<Record<string, Argument>>,
): Task {
  return { id, type, dependencies: [], arguments: slots };
}

export function finished(task: Task, output: TaskOutput, host: Host = 'onnx'): TaskState {
  const model = { id: 'm', host, revision: '1', name: 'Model M' };
  const assignment = { model, reason: '', candidates: [] };
  return {
    task,
    assignment,
    attempts: [],
    status: 'finished',
    output,
    durationMs: 5,
    reused: false,
  };
}

const box = { x: 0, y: 0, width: 1, height: 1 };

/** A detector's output with so many of each label. */
export function boxes(numbers: Readonly<Record<string, number>>): TaskOutput {
  const objects = Object.entries(numbers).flatMap(([label, number]) =>
    Array.from({ length: number }, (_, i) => ({ label, score: 0.9 - i / 100, box })),
  );
  return { objects, text: 'found' };
}

/** One search in each picture: `{ 'a.png': { zebra: 1 } }`. */
export function searched(
  pictures: Readonly<Record<string, Readonly<Record<string, number>>>>,
): readonly TaskState[] {
  return Object.entries(pictures).map(([name, numbers], id) =>
    finished(taskOf(id, 'object-detection', { image: file(name) }), boxes(numbers)),
  );
}

/** The request of HuggingGPT's paper: boxes find 1 and 3, descriptions say "a zebra" and "two zebras". */
export function zebraRun(): RunState {
  const names = ['a.png', 'b.png'];
  const captions = ['a zebra standing in a field', 'two zebras grazing on grass'];
  const tasks = [
    ...searched({ 'a.png': { zebra: 1 }, 'b.png': { zebra: 3 } }),
    ...captions.map((text, i) =>
      finished(taskOf(2 + i, 'image-to-text', { image: file(names[i] ?? '') }), { text }),
    ),
  ];
  return runOf(tasks, {
    request: 'How many zebras are in these pictures?',
    attachments: names.map((name) => picture(name)),
  });
}
