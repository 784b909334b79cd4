// How an expert takes a slot apart: typed, with one clear error where a slot is missing or of another kind.

import { AppError, detail, type Said } from '../../shared/errors.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { ExpertInput, ExpertInputs } from './expert.ts';

type FileInput = Exclude<ExpertInput, { kind: 'text' }>;

/** @throws AppError INPUT_INVALID where the slot is missing, not a text, or blank. */
export function textInput(task: TaskType, inputs: ExpertInputs, slot: string): string {
  const input = inputs[slot];
  if (input?.kind !== 'text') {
    throw misfit(task, { slot, input, code: 'slot-no-text' });
  }
  if (input.text.trim() === '') {
    throw invalid(task, detail('slot-empty', { slot }));
  }
  return input.text;
}

/** The text of an optional slot, or undefined where the plan left it empty. */
export function optionalText(inputs: ExpertInputs, slot: string): string | undefined {
  const input = inputs[slot];
  return input?.kind === 'text' && input.text.trim() !== '' ? input.text : undefined;
}

/** @throws AppError INPUT_INVALID where the slot is missing or of another kind. */
export function fileInput(
  task: TaskType,
  inputs: ExpertInputs,
  slot: 'image' | 'audio' | 'video' | 'table',
): FileInput {
  const input = inputs[slot];
  if (input?.kind !== slot) {
    throw misfit(task, { slot, input, code: 'slot-no-file' });
  }
  return input;
}

interface Misfit {
  readonly slot: string;
  readonly input: ExpertInput | undefined;
  readonly code: 'slot-no-text' | 'slot-no-file';
}

function misfit(task: TaskType, { slot, input, code }: Misfit): AppError {
  return invalid(
    task,
    input === undefined
      ? detail('slot-missing', { slot })
      : detail(code, { slot, given: input.kind }),
  );
}

export function invalid(task: TaskType, why: Said): AppError {
  return AppError.of('INPUT_INVALID', { task, why });
}
