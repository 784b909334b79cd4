// What a task gave, in the words of HuggingGPT's results: the task, the inference result under its names
// ("generated image", "predicted"), and the choice of the model.

import { FILE_KINDS, type NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { printPlan } from '../../shared/wire.ts';
import { addressOf, withAddresses } from './compatible-files.ts';

interface Result {
  readonly task: WireTask | undefined;
  readonly 'inference result': Readonly<Record<string, unknown>>;
  /** '' where no model was chosen. */
  readonly 'choose model result': { readonly id: string; readonly reason: string } | '';
}

export function toResult(state: TaskState, files: readonly NamedArtefact[]): Result {
  const [task] = printPlan([state.task]);
  const { assignment } = state;
  return {
    task: task === undefined ? undefined : withAddresses(task, files),
    'inference result': toInference(state),
    'choose model result':
      assignment === undefined ? '' : { id: assignment.model.id, reason: assignment.reason },
  };
}

function toInference(state: TaskState): Result['inference result'] {
  switch (state.status) {
    case 'finished':
      return fromOutput(state.output);
    case 'failed':
      return { error: state.error.message };
    case 'skipped':
      return { error: `Task ${state.because}, which it needs, failed.` };
    default:
      return { error: 'It was stopped before it ended.' };
  }
}

function fromOutput(output: TaskOutput): Result['inference result'] {
  const { text, objects, labels, entities, answers, similarity } = output;
  const made = FILE_KINDS.flatMap((kind) => {
    const file = output[kind];
    return file === undefined ? [] : [[`generated ${kind}`, addressOf(file)] as const];
  });
  const predicted = objects?.map(({ label, score, box: { x, y, width, height } }) => ({
    ...{ label, score },
    box: { xmin: x, ymin: y, xmax: x + width, ymax: y + height },
  }));
  return {
    ...(text !== undefined && { 'generated text': text }),
    ...Object.fromEntries(made),
    ...((predicted ?? labels) !== undefined && { predicted: predicted ?? labels }),
    ...(entities !== undefined && { entities }),
    ...(answers !== undefined && { answers }),
    ...(similarity !== undefined && { similarity }),
  };
}
