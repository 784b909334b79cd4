// A registry for the runner's process whose one task does what its text says: wait, fail, make files, or
// end the process. Its loader loads no weights, so that tests of the runner itself take no time.

import { kill } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { textInput } from '../../../electron/experts/inputs.ts';
import type { OnnxTask, OnnxWork } from '../../../electron/experts/onnx/onnx-task.ts';
import type { OnnxEntry } from '../../../electron/experts/onnx/registry.ts';
import type { Loader, LoadOptions } from '../../../electron/runner/models.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { probeTask } from './probe-task.ts';

export const OrderSchema = z.object({
  /** Done in their order. */
  steps: z
    .array(
      z.discriminatedUnion('do', [
        z.object({ do: z.literal('wait'), ms: z.number() }),
        /** Without a look at the signal. */
        z.object({ do: z.literal('ignore'), ms: z.number() }),
        /** Not even the event loop goes on. */
        z.object({ do: z.literal('block'), ms: z.number() }),
        z.object({ do: z.literal('progress'), text: z.string() }),
        z.object({ do: z.literal('throw'), message: z.string() }),
        z.object({ do: z.literal('abort'), dtype: z.string().optional() }),
        z.object({ do: z.literal('kill'), dtype: z.string().optional() }),
        z.object({ do: z.literal('hold'), bytes: z.number() }),
        z.object({ do: z.literal('files') }),
        z.object({ do: z.literal('environment') }),
        z.object({ do: z.literal('fetch') }),
      ]),
    )
    .readonly(),
  /** What loading does: takes that long, or fails so. */
  load: z.object({ ms: z.number().optional(), fails: z.string().optional() }).optional(),
});
export type Order = z.infer<typeof OrderSchema>;
type Step = Order['steps'][number];

const held: Buffer[] = [];

function loaderOf({ load }: Order): Loader<LoadOptions> {
  return {
    name: 'nothing',
    load: async (_folder, options) => {
      await setTimeout(load?.ms ?? 1);
      if (load?.fails !== undefined) {
        throw new Error(load.fails);
      }
      return options;
    },
    dispose: async () => {},
  };
}

const ordered: OnnxTask = {
  task: 'text-generation',
  perform: async (work) => {
    const order = OrderSchema.parse(JSON.parse(textInput('text-generation', work.inputs, 'text')));
    const options = await work.load(loaderOf(order));
    let text = `${options.device} ${options.dtype} ${process.pid}`;
    for (const step of order.steps) {
      if (step.do === 'files') {
        return { text, ...made };
      }
      text = (await take(step, work, options)) ?? text;
    }
    return { text };
  },
};

const made = {
  image: { name: 'picture.png', bytes: new Uint8Array([1, 2, 3]) },
  masks: [
    { label: 'cat', score: 0.5, file: { name: 'mask.png', bytes: new Uint8Array([4]) } },
    { label: 'dog', file: { name: 'mask.png', bytes: new Uint8Array([5, 6]) } },
  ],
  notes: [{ code: 'best-labels', values: { shown: 1, total: 2 } }] as const,
};

/** @returns what the task says instead of where it ran */
async function take(
  step: Step,
  { progress, signal }: OnnxWork,
  { dtype }: LoadOptions,
): Promise<string | undefined> {
  switch (step.do) {
    case 'wait':
      await setTimeout(step.ms, undefined, { signal });
      return undefined;
    case 'ignore':
      await setTimeout(step.ms);
      return undefined;
    case 'block':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, step.ms);
      return undefined;
    case 'progress':
      progress({
        text: step.text,
        preview: { name: 'small.png', bytes: new TextEncoder().encode(step.text) },
      });
      return undefined;
    case 'throw':
      throw new Error(step.message);
    case 'abort':
      return step.dtype === undefined || step.dtype === dtype ? process.abort() : undefined;
    case 'kill':
      return step.dtype === undefined || step.dtype === dtype ? untilKilled() : undefined;
    case 'hold':
      held.push(Buffer.alloc(step.bytes, 1));
      return undefined;
    case 'environment':
      return Object.keys(process.env).join(' ');
    case 'fetch':
      return (await fetch('http://127.0.0.1:1/')).statusText;
    case 'files':
      return undefined;
  }
}

function untilKilled(): Promise<never> {
  kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

export const ONNX_TASKS = {
  'text-generation': { load: async () => ordered },
  'feature-extraction': { load: async () => probeTask },
} satisfies Partial<Record<TaskType, Pick<OnnxEntry, 'load'>>>;
