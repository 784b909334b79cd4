// Fills a task's slots: from literals, from the files of the request and from what other tasks made.

import { AppError } from '../../../shared/errors.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Argument, Task, TaskId, TaskReference, TemplatePart } from '../../../shared/plan.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type { ExpertInput, ExpertInputs } from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';

export interface InputSources {
  /** The files that the plan may name, by their name there. */
  readonly files: ReadonlyMap<string, NamedArtefact>;
  readonly outputs: ReadonlyMap<TaskId, TaskOutput>;
  readonly artefacts: Pick<PipelineDeps['artefacts'], 'path' | 'text'>;
}

/**
 * The inputs of a task whose dependencies have finished.
 * @throws AppError INPUT_INVALID where an argument turns out to hold another kind than its slot takes
 */
export async function resolveInputs(task: Task, sources: InputSources): Promise<ExpertInputs> {
  const slots = Object.entries(task.arguments).map(
    async ([slot, argument]) => [slot, await resolveArgument(argument, sources)] as const,
  );
  const inputs = Object.fromEntries(await Promise.all(slots));
  for (const [slot, { kinds }] of Object.entries(taskEntry(task.type).inputs)) {
    const input = inputs[slot];
    if (input !== undefined && !kinds.includes(input.kind)) {
      const why = `its ${slot} takes ${kinds.join(' or ')} and was given ${input.kind}`;
      throw AppError.of('INPUT_INVALID', { task: task.type, why });
    }
  }
  return inputs;
}

async function resolveArgument(argument: Argument, sources: InputSources): Promise<ExpertInput> {
  switch (argument.from) {
    case 'literal':
      return { kind: 'text', text: argument.value };
    case 'file':
      return fileInput(fileNamed(argument.name, sources), sources);
    case 'url':
      throw AppError.of('FILE_UNSUPPORTED', { name: argument.url, mime: 'a web address' });
    case 'task':
      return taskInput(argument, sources);
    case 'template':
      return { kind: 'text', text: await fillTemplate(argument.parts, sources) };
  }
}

function fileNamed(name: string, { files }: InputSources): NamedArtefact {
  const file = files.get(name);
  if (file === undefined) {
    throw AppError.of('FILE_NOT_FOUND', { name });
  }
  return file;
}

async function fileInput(file: NamedArtefact, { artefacts }: InputSources): Promise<ExpertInput> {
  const { name, artefact } = file;
  return artefact.kind === 'text'
    ? { kind: 'text', text: await artefacts.text(file) }
    : { kind: artefact.kind, name, artefact, path: artefacts.path(artefact.id) };
}

async function taskInput(reference: TaskReference, sources: InputSources): Promise<ExpertInput> {
  const output = sources.outputs.get(reference.task);
  if (reference.kind === 'text' && output?.text !== undefined) {
    return { kind: 'text', text: output.text };
  }
  const file = reference.kind === 'text' ? undefined : output?.[reference.kind];
  if (file === undefined) {
    const why = `task ${reference.task} made no ${reference.kind}`;
    throw AppError.of('INPUT_INVALID', { task: `task ${reference.task}'s dependent`, why });
  }
  return fileInput(file, sources);
}

async function fillTemplate(
  parts: readonly TemplatePart[],
  sources: InputSources,
): Promise<string> {
  const texts = parts.map(async (part) => {
    const input = await resolveArgument(part, sources);
    if (input.kind === 'text') {
      return input.text;
    }
    return input.kind === 'table' ? sources.artefacts.text(input) : input.name;
  });
  return (await Promise.all(texts)).join('');
}
