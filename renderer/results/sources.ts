// What a finished task was given: the picture that its boxes lie over, the text that its offsets count in.

import type { RunState } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { Argument, Task } from '../../shared/plan.ts';
import { filesOfRun } from '../../shared/run-files.ts';
import { pathTo } from '../../shared/threads.ts';

/** The file that an argument names, where this run has it. */
export function fileOf(argument: Argument, run: RunState): NamedArtefact | undefined {
  switch (argument.from) {
    case 'file':
      return run.attachments.find(({ name }) => name === argument.name);
    case 'task': {
      const output = outputOf(argument.task, run);
      return argument.kind === 'text' ? undefined : output?.[argument.kind];
    }
    case 'url':
      return run.fetched.find(({ url }) => url === argument.url)?.file;
    default:
      return undefined;
  }
}

/** A file of that name which earlier runs of the conversation were given or made, the latest. */
export function earlierFile(
  name: string,
  run: RunState,
  runs: readonly RunState[],
): NamedArtefact | undefined {
  return pathTo(runs, run.runId)
    .filter(({ runId }) => runId !== run.runId)
    .flatMap(filesOfRun)
    .findLast((file) => file.name === name);
}

/** The argument that may be the picture a task looked at. */
export function pictureArgument({ arguments: given }: Task): Argument | undefined {
  return given.image ?? given.table;
}

/** A text in pieces: as it stands, or a file that holds it. Undefined where it can't be told. */
export function textPieces(
  argument: Argument,
  run: RunState,
): readonly (string | NamedArtefact)[] | undefined {
  switch (argument.from) {
    case 'literal':
      return [argument.value];
    case 'template': {
      const parts = argument.parts.map((part) => textPieces(part, run));
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
    }
    case 'task': {
      const text = outputOf(argument.task, run)?.text;
      return argument.kind === 'text' && text !== undefined ? [text] : undefined;
    }
    case 'file':
    case 'url': {
      const file = fileOf(argument, run);
      return file?.artefact.kind === 'text' ? [file] : undefined;
    }
  }
}

function outputOf(id: number, { tasks }: RunState) {
  const state = tasks.find(({ task }) => task.id === id);
  return state?.status === 'finished' ? state.output : undefined;
}
