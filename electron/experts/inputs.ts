// How an expert takes a slot apart: typed, with one clear error where a slot is missing or of another kind.

import { AppError } from '../../shared/errors.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { ExpertInput, ExpertInputs } from './expert.ts';

type FileInput = Exclude<ExpertInput, { kind: 'text' }>;

/** @throws AppError INPUT_INVALID where the slot is missing, not a text, or blank. */
export function textInput(task: TaskType, inputs: ExpertInputs, slot: string): string {
  const input = inputs[slot];
  if (input?.kind !== 'text') {
    throw invalid(task, `its ${slot} should be a text and is ${input?.kind ?? 'missing'}`);
  }
  if (input.text.trim() === '') {
    throw invalid(task, `its ${slot} is empty`);
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
    throw invalid(task, `its ${slot} should be a file and is ${input?.kind ?? 'missing'}`);
  }
  return input;
}

export function invalid(task: TaskType, why: string): AppError {
  return AppError.of('INPUT_INVALID', { task, why });
}
