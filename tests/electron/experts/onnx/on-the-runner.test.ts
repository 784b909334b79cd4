import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type {
  ExpertInput,
  ExpertInputs,
  ExpertOutput,
} from '../../../../electron/experts/expert.ts';
import { ONNX_TASK_TYPES } from '../../../../electron/experts/onnx/registry.ts';
import { isControlTask } from '../../../../electron/library/diffusion-controls.ts';
import { createRunner } from '../../../../electron/runner/pool.ts';
import { SAMPLES_FOLDER } from '../../../../electron/samples.ts';
import { trialOf } from '../../../../electron/trials.ts';
import type { Device } from '../../../../shared/inference.ts';
import { claimedKind } from '../../../../shared/media.ts';
import type { TaskType } from '../../../../shared/tasks.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import { tinyModel } from '../../../fakes/onnx.ts';

/** The software adapter that comes with Debian's Chromium. */
const ADAPTER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Task types whose tiny model has the name of another one. */
const SHARED: Readonly<Partial<Record<TaskType, string>>> = {
  'sentence-similarity': 'feature-extraction',
  'normal-control': 'depth-estimation',
  conversational: 'text-generation',
  summarization: 'text2text-generation',
  'canny-text-to-image': 'diffusion',
};

/** What a tiny model understands, where the usual trial is beyond its words. */
const OWN_WORDS: Readonly<Partial<Record<TaskType, Readonly<Record<string, string>>>>> = {
  translation: { text: 'the red house', source_language: 'en', target_language: 'de' },
  summarization: { text: 'the old man is happy and the dog runs' },
  'text2text-generation': { text: 'translate English to German: the red house' },
  'text-to-speech': { text: 'boat' },
  'canny-text-to-image': { image: 'scene.png', text: 'a red circle on white' },
  // What a detector found, which the engine fills in.
  'openpose-control': {
    image: 'scene.png',
    people: JSON.stringify([{ x: 100, y: 100, width: 200, height: 400 }]),
  },
};

const runner = createRunner({
  scratch: join(temporaryFolder(), 'scratch'),
  processes: 1,
  environment: { ...process.env, VK_ICD_FILENAMES: ADAPTER },
});
afterAll(() => runner.close());

function inputsOf(task: TaskType): ExpertInputs {
  const given = OWN_WORDS[task] ?? trialOf(task)?.arguments ?? {};
  return Object.fromEntries(Object.entries(given).map(([slot, value]) => [slot, toInput(value)]));
}

function toInput(value: string): ExpertInput {
  const path = join(SAMPLES_FOLDER, value);
  if (!/^[\w-]+\.\w+$/.test(value) || !existsSync(path)) {
    return { kind: 'text', text: value };
  }
  const kind = claimedKind(value) === 'audio' ? 'audio' : 'image';
  const artefact = { id: '0'.repeat(64), kind, mime: '', size: 1 } as const;
  return { kind, name: basename(path), artefact, path };
}

async function performOn(device: Device, task: TaskType): Promise<ExpertOutput> {
  const folder = tinyModel(SHARED[task] ?? task);
  const model = { id: folder, name: task, folder, bytes: { fp32: 300_000 } };
  const { output, ...ran } = await runner.perform(
    { task, model, device, dtype: 'fp32', inputs: inputsOf(task), seed: 7 },
    { signal: new AbortController().signal, progress: () => {} },
  );
  expect(ran).toEqual({ device, dtype: 'fp32' });
  return output;
}

const made = readdirSync(tinyModel(''));
const tasks = ONNX_TASK_TYPES.filter((task) => made.includes(SHARED[task] ?? task));

describe('tiny models in the runner', () => {
  it('are there for every task type', () => {
    // All controls go the same way; the tiny model has a network for edges.
    const others = ONNX_TASK_TYPES.filter((task) => !isControlTask(task));
    expect(others.filter((task) => !tasks.includes(task))).toEqual([]);
  });

  it.each(tasks)('%s runs on the CPU, twice the same', async (task) => {
    const first = await performOn('cpu', task);
    expect(Object.keys(first).length).toBeGreaterThan(0);
    expect(await performOn('cpu', task)).toEqual(first);
  });
});

/** Their tiny graphs lack what WebGPU asks for; those of the Hub were not seen here. */
const CPU_ONLY: ReadonlySet<TaskType> = new Set<TaskType>([
  // The encoder's keys and values are no outputs of the decoder.
  ...(['summarization', 'translation', 'text2text-generation'] as const),
  'document-question-answering',
  // A shape is not known before it runs, and ONNX Runtime plans its buffers beforehand.
  'image-to-image',
]);

// Without the adapter there is nothing to compare with: Debian's Chromium brings it.
describe.skipIf(!existsSync(ADAPTER))('tiny models on WebGPU, by a software adapter', () => {
  it.each(tasks.filter((task) => !CPU_ONLY.has(task)))(
    '%s gives what the CPU gives',
    { timeout: 300_000 },
    async (task) => {
      const cpu = await performOn('cpu', task);
      expect(await differences(cpu, await performOn('webgpu', task))).toEqual([]);
    },
  );
});

/** Scores may differ by so much, a box by so many pixels of a source a thousand wide. */
const TOLERANCE = { score: 0.01, pixels: 4, levels: 2 };

/** Paths of what differs by more than rounding. */
async function differences(a: unknown, b: unknown, path = ''): Promise<readonly string[]> {
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return (await areAlike(a, b)) ? [] : [path];
  }
  if (typeof a === 'number' && typeof b === 'number') {
    const most = /box|image/.test(path) ? TOLERANCE.pixels : TOLERANCE.score;
    return Math.abs(a - b) <= most ? [] : [`${path}: ${a} and ${b}`];
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b || /notes|text/.test(path) ? [] : [`${path}: ${a} and ${b}`];
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const below = keys.map((key) =>
    differences(Reflect.get(a, key), Reflect.get(b, key), `${path}/${key}`),
  );
  return (await Promise.all(below)).flat();
}

/** By the mean difference of what is in them: levels of pixels, 16-bit samples, numbers of a table. */
async function areAlike(a: Uint8Array, b: Uint8Array): Promise<boolean> {
  const [left, right] = await Promise.all([contentOf(a), contentOf(b)]);
  const sum = left.reduce(
    (total, value, index) => total + Math.abs(value - (right[index] ?? 0)),
    0,
  );
  const most =
    Buffer.from(a).toString('latin1', 0, 4) === 'text' ? TOLERANCE.score : TOLERANCE.levels;
  return left.length === right.length && sum / left.length <= most;
}

async function contentOf(file: Uint8Array): Promise<Float64Array> {
  const bytes = Buffer.from(file);
  if (bytes.toString('latin1', 0, 4) === 'RIFF') {
    return Float64Array.from(new Int16Array(file.slice(44).buffer));
  }
  const isPng = bytes[0] === 0x89;
  const numbers = isPng
    ? await sharp(file).raw().toBuffer()
    : bytes.toString().match(/-?\d[\d.e-]*/g);
  return Float64Array.from(numbers ?? [], Number);
}
