// A registry for the runner's process whose one task tries to reach an address in every way that the
// libraries of models have, and says what became of each.

import { textInput } from '../../../electron/experts/inputs.ts';
import type { OnnxTask } from '../../../electron/experts/onnx/onnx-task.ts';
import type { OnnxEntry } from '../../../electron/experts/onnx/registry.ts';
import { AutoConfig, env, prepareInference } from '../../../electron/runner/inference.ts';
import type { TaskType } from '../../../shared/tasks.ts';

/** @returns one line for each way: "reached" or "refused" */
export async function reachFor(address: string): Promise<string> {
  env.remoteHost = address;
  env.useFSCache = false; // what was reached once would be answered from the disk
  const ways = {
    fetch: () => fetch(address),
    library: () => env.fetch(address),
    model: () => AutoConfig.from_pretrained('org/model'),
  };
  const told: string[] = [];
  for (const [name, way] of Object.entries(ways)) {
    const outcome = await way().then(
      () => 'reached',
      () => 'refused',
    );
    told.push(`${name} ${outcome}`);
  }
  return told.join('\n');
}

const reaching: OnnxTask = {
  task: 'text-generation',
  perform: async ({ inputs }) => {
    prepareInference();
    return { text: await reachFor(textInput('text-generation', inputs, 'text')) };
  },
};

export const ONNX_TASKS = {
  'text-generation': { load: async () => reaching },
} satisfies Partial<Record<TaskType, Pick<OnnxEntry, 'load'>>>;

// By itself, as a plain program without the runner's refusals: what the task would do if nothing stopped it.
if (import.meta.main) {
  console.log(await reachFor(process.argv[2] ?? ''));
}
