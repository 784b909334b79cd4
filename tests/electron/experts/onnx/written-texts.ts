// What the tests of tasks that write text share: slots, the texts that were told while writing, and
// cancelling after so many of them.

import type { ExpertInputs, ExpertOutput } from '../../../../electron/experts/expert.ts';
import type { OnnxTask } from '../../../../electron/experts/onnx/onnx-task.ts';
import { AppError } from '../../../../shared/errors.ts';
import { type OnnxOptions, performOnnx } from '../../../fakes/onnx.ts';

export function textSlots(slots: Readonly<Record<string, string>>): ExpertInputs {
  const entries = Object.entries(slots);
  return Object.fromEntries(entries.map(([slot, text]) => [slot, { kind: 'text', text }]));
}

export async function streamed(
  task: OnnxTask,
  options: OnnxOptions,
): Promise<{ readonly texts: readonly string[]; readonly output: ExpertOutput }> {
  const texts: string[] = [];
  const progress = ({ text }: { readonly text?: string }) => {
    if (text !== undefined && text !== texts.at(-1)) {
      texts.push(text);
    }
  };
  return { output: await performOnnx(task, { ...options, progress }), texts };
}

/** Cancels once so many texts were told; `told` has those that came all the same. */
export async function abortAfter(
  count: number,
  task: OnnxTask,
  options: OnnxOptions,
): Promise<{ readonly reason: unknown; readonly told: readonly string[] }> {
  const controller = new AbortController();
  const told: string[] = [];
  const progress = ({ text = '' }: { readonly text?: string }) => {
    told.push(text);
    if (told.length === count) {
      controller.abort('enough');
    }
  };
  const work = performOnnx(task, { ...options, progress, signal: controller.signal });
  const reason = await work.then(
    () => 'it was not cancelled',
    (thrown: unknown) => thrown,
  );
  return { reason, told };
}

/** Of the expected failure that a task ends with. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'it did not fail',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
  );
}
