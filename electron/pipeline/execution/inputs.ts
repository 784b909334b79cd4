// Fills a task's slots: from literals, from the files of the request, from what other tasks made, and from
// what addresses hold. A video gives its sound where sound is taken, and its picture to what looks at one.

import { AppError, detail } from '../../../shared/errors.ts';
import { frameOf, type NamedArtefact } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Argument, Task, TaskId, TaskReference, TemplatePart } from '../../../shared/plan.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type { ExpertInput, ExpertInputs, StoredMask } from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';
import type { FileAt } from './addresses.ts';

export interface InputSources {
  /** The files that the plan may name, by their name there. */
  readonly files: ReadonlyMap<string, NamedArtefact>;
  readonly outputs: ReadonlyMap<TaskId, TaskOutput>;
  readonly artefacts: Pick<PipelineDeps['artefacts'], 'path' | 'text' | 'keep'>;
  readonly video: Pick<PipelineDeps['video'], 'sound'>;
  readonly fileAt: FileAt;
}

/** While an attempt goes on. */
interface Resolving extends InputSources {
  readonly signal: AbortSignal;
}

/**
 * The inputs of a task whose dependencies have finished.
 * @throws AppError INPUT_INVALID where an argument turns out to hold another kind than its slot takes,
 * VIDEO_UNUSABLE where a video has no sound that is wanted, FRAME_MISSING where no picture of it is there,
 * or what an address is refused for
 */
export async function resolveInputs(
  task: Task,
  given: InputSources,
  signal: AbortSignal,
): Promise<ExpertInputs> {
  const { files, outputs, artefacts, video, fileAt } = given;
  const sources: Resolving = { files, outputs, artefacts, video, fileAt, signal };
  const inputs: Record<string, ExpertInput> = {};
  for (const [slot, argument] of Object.entries(task.arguments)) {
    const input = await resolveArgument(argument, sources);
    inputs[slot] = await fitSlot(input, { task, slot, argument }, sources);
  }
  return inputs;
}

interface Place {
  readonly task: Task;
  readonly slot: string;
  readonly argument: Argument;
}

/** A table is given as its text where the slot takes text; a video as its sound, or as its picture. */
async function fitSlot(
  input: ExpertInput | undefined,
  { task, slot, argument }: Place,
  sources: Resolving,
): Promise<ExpertInput> {
  const { artefacts, video, signal } = sources;
  const kinds = taskEntry(task.type).inputs[slot]?.kinds ?? ['text'];
  if (input !== undefined && kinds.includes(input.kind)) {
    return input;
  }
  if (input?.kind === 'table' && kinds.includes('text')) {
    return { kind: 'text', text: await artefacts.text(input) };
  }
  if (input?.kind === 'video' && kinds.includes('audio')) {
    return fileInput(await artefacts.keep(await video.sound(input, signal)), sources);
  }
  if (input?.kind === 'video' && kinds.includes('image')) {
    return frameInput(input.name, argument, sources);
  }
  const why =
    input === undefined
      ? detail('slot-not-made', { slot })
      : detail('slot-misfit', { slot, given: input.kind });
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

/** Only what was attached on the screen has a picture beside it. */
async function frameInput(
  video: string,
  argument: Argument,
  sources: InputSources,
): Promise<ExpertInput> {
  const file = argument.from === 'file' ? sources.files.get(argument.name) : undefined;
  const picture = file && frameOf(file);
  if (picture === undefined || file?.frame === undefined) {
    throw AppError.of('FRAME_MISSING', { name: video });
  }
  const input = await fileInput(picture, sources);
  return input.kind === 'text' ? input : { ...input, at: file.frame.at };
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
  const input = file === undefined ? undefined : await fileInput(file, sources);
  const masks = output?.masks?.map((mask) => storedMask(mask, sources)) ?? [];
  return input?.kind === 'image' && masks.length > 0 ? { ...input, masks } : input;
}

type Mask = NonNullable<TaskOutput['masks']>[number];

function storedMask({ label, file }: Mask, { artefacts }: InputSources): StoredMask {
  return { label, name: file.name, path: artefacts.path(file.artefact.id) };
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
