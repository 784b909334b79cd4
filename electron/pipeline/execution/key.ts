// The key under which a task's result is kept: a Merkle hash of what the result depends on. Equal keys
// mean equal work; a change of one task changes its key and those of everything downstream.

import { hash } from 'node:crypto';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { Model } from '../../../shared/models.ts';
import type { Argument, Task, TaskId } from '../../../shared/plan.ts';

/** Changed when the form of results changes, so that older ones are not found. */
const VERSION = 1;

export interface KeySources {
  readonly files: ReadonlyMap<string, NamedArtefact>;
  /** Keys of the tasks that have finished. */
  readonly keys: ReadonlyMap<TaskId, string>;
}

/**
 * @returns SHA-256 in hexadecimal, or undefined where the result depends on what has no fixed
 * content: an address, or a file that is not there
 */
export function taskKey(
  task: Task,
  {
    model,
    seed,
  }: { readonly model: Pick<Model, 'id' | 'revision'>; readonly seed: number | undefined },
  sources: KeySources,
): string | undefined {
  const inputs: unknown[] = [];
  for (const slot of Object.keys(task.arguments).sort()) {
    const argument = task.arguments[slot];
    const content = argument === undefined ? undefined : contentOf(argument, sources);
    if (content === undefined) {
      return undefined;
    }
    inputs.push([slot, content]);
  }
  const { id, revision } = model;
  return sha256(JSON.stringify([VERSION, task.type, id, revision, seed ?? null, inputs]));
}

function contentOf(argument: Argument, sources: KeySources): unknown {
  switch (argument.from) {
    case 'literal':
      return ['literal', argument.value];
    case 'file': {
      const file = sources.files.get(argument.name);
      const frame = file?.frame === undefined ? [] : [file.frame.artefact.id];
      return file === undefined ? undefined : ['artefact', file.artefact.id, ...frame];
    }
    case 'url':
      return undefined;
    case 'task': {
      const key = sources.keys.get(argument.task);
      return key === undefined ? undefined : ['task', key, argument.kind];
    }
    case 'template': {
      const parts = argument.parts.map((part) => contentOf(part, sources));
      return parts.includes(undefined) ? undefined : ['template', ...parts];
    }
  }
}

function sha256(text: string): string {
  return hash('sha256', text);
}

/** A seed that is the same for the same task of the same plan, so that a run can be repeated. */
export function defaultSeed(task: Task): number {
  return Number.parseInt(sha256(JSON.stringify([task.type, task.id])).slice(0, 8), 16);
}
