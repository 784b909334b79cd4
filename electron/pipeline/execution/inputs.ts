// Fills a task's slots: from literals, from the files of the request, from what other tasks made, and from
// what addresses hold.

import { AppError } from '../../../shared/errors.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Argument, Task, TaskId, TaskReference, TemplatePart } from '../../../shared/plan.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type { ExpertInput, ExpertInputs } from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';
import type { FileAt } from './addresses.ts';

export interface InputSources {
  /** The files that the plan may name, by their name there. */
  readonly files: ReadonlyMap<string, NamedArtefact>;
  readonly outputs: ReadonlyMap<TaskId, TaskOutput>;
  readonly artefacts: Pick<PipelineDeps['artefacts'], 'path' | 'text'>;
  readonly fileAt: FileAt;
}

/** While an attempt goes on. */
interface Resolving extends InputSources {
  readonly signal: AbortSignal;
}

/**
 * The inputs of a task whose dependencies have finished.
 * @throws AppError INPUT_INVALID where an argument turns out to hold another kind than its slot takes, or
 * what an address is refused for
 */
export async function resolveInputs(
  task: Task,
  given: InputSources,
  signal: AbortSignal,
): Promise<ExpertInputs> {
  const { files, outputs, artefacts, fileAt } = given;
  const sources: Resolving = { files, outputs, artefacts, fileAt, signal };
  const inputs: Record<string, ExpertInput> = {};
  for (const [slot, argument] of Object.entries(task.arguments)) {
    const input = await resolveArgument(argument, sources);
    inputs[slot] = await fitSlot(input, { task, slot }, sources);
  }
  return inputs;
}

/** Where a slot takes text, a table is given as its text. */
async function fitSlot(
  input: ExpertInput | undefined,
  { task, slot }: { readonly task: Task; readonly slot: string },
  { artefacts }: InputSources,
): Promise<ExpertInput> {
  const kinds = taskEntry(task.type).inputs[slot]?.kinds ?? ['text'];
  if (input !== undefined && kinds.includes(input.kind)) {
    return input;
  }
  if (input?.kind === 'table' && kinds.includes('text')) {
    return { kind: 'text', text: await artefacts.text(input) };
  }
  const given = input === undefined ? 'nothing, since no such thing was made' : input.kind;
  const why = `its ${slot} takes ${kinds.join(' or ')} and was given ${given}`;
  throw AppError.of('INPUT_INVALID', { task: task.type, why });
}

/** Undefined where the task that is referred to made nothing of that kind. */
async function resolveArgument(
  argument: Argument,
  sources: Resolving,
): Promise<ExpertInput | undefined> {
  switch (argument.from) {
    case 'literal':
      return { kind: 'text', text: argument.value };
    case 'file':
      return fileInput(fileNamed(argument.name, sources), sources);
    case 'url':
      return fileInput(await sources.fileAt(argument.url, sources.signal), sources);
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

async function taskInput(
  reference: TaskReference,
  sources: InputSources,
): Promise<ExpertInput | undefined> {
  const output = sources.outputs.get(reference.task);
  if (reference.kind === 'text' && output?.text !== undefined) {
    return { kind: 'text', text: output.text };
  }
  const file = reference.kind === 'text' ? undefined : output?.[reference.kind];
  return file === undefined ? undefined : fileInput(file, sources);
}

async function fillTemplate(parts: readonly TemplatePart[], sources: Resolving): Promise<string> {
  let text = '';
  for (const part of parts) {
    const input = await resolveArgument(part, sources);
    text += input === undefined ? '' : await textOf(input, sources);
  }
  return text;
}

async function textOf(input: ExpertInput, { artefacts }: InputSources): Promise<string> {
  switch (input.kind) {
    case 'text':
      return input.text;
    case 'table':
      return artefacts.text(input);
    default:
      return input.name;
  }
}
