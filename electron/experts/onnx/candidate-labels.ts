// The labels that a request names: separated by commas, semicolons or lines, each once.

import { detail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { ExpertInputs } from '../expert.ts';
import { invalid, textInput } from '../inputs.ts';

/** Spaces, quotation marks and list marks around a label are no part of it. */
const AROUND = /^(?:[\s"'“”‘’«»]|[-*•]\s)+|[\s"'“”‘’«».]+$/gu;

/** @throws AppError INPUT_INVALID where the slot names no label */
export function candidateLabels(task: TaskType, inputs: ExpertInputs): readonly string[] {
  const parts = textInput(task, inputs, 'labels').split(/[,;，、；\n]/u);
  const labels = parts.map((part) => part.replaceAll(AROUND, '')).filter((label) => label !== '');
  const distinct = new Map(labels.map((label) => [label.toLowerCase(), label]));
  if (distinct.size === 0) {
    throw invalid(task, detail('no-labels'));
  }
  return [...distinct.values()];
}

/** Of scores that compare the labels with each other: a label without another fits by definition. */
export function aloneNotes({ length }: readonly unknown[]): readonly ResultNote[] {
  return length === 1 ? [{ code: 'one-label' }] : [];
}
