import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../../../electron/engine.ts';
import type { ExpertInputs, ExpertOutput, Progress } from '../../../../electron/experts/expert.ts';
import { imageToImage } from '../../../../electron/experts/onnx/image-to-image.ts';
import { textToImage } from '../../../../electron/experts/onnx/text-to-image.ts';
import { encodePng } from '../../../../electron/experts/pictures.ts';
import { createRunner } from '../../../../electron/runner/pool.ts';
import type { TaskType } from '../../../../shared/tasks.ts';
import { diffusionFolder, SIDE } from '../../../fakes/diffusion-folders.ts';
import { follow } from '../../../fakes/engines.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, pixelsOf } from '../builtin/picture-tasks.ts';

const FOLDER = diffusionFolder({
  scheduler: { prediction_type: 'v_prediction' },
  index: { num_inference_steps: 6, guidance_scale: 2 },
});
const text = (words: string) => ({ kind: 'text', text: words }) as const;

const runner = createRunner({ scratch: join(temporaryFolder(), 'scratch'), processes: 1 });
afterAll(() => runner.close());

interface Wish {
  readonly task?: TaskType;
  readonly folder?: string;
  readonly inputs?: ExpertInputs;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

async function perform(wish: Wish = {}): Promise<ExpertOutput> {
  const {
    task = 'text-to-image',
    folder = FOLDER,
    inputs = { text: text('red') },
    seed = 3,
  } = wish;
  const { signal = new AbortController().signal, progress = () => {} } = wish;
  const model = { id: folder, name: 'painter', folder, bytes: { fp32: 10_000 } };
  const made = await runner.perform(
    { task, model, device: 'cpu', dtype: 'fp32', inputs, seed },
    { signal, progress },
  );
  return made.output;
}

async function pictureInput(): Promise<ExpertInputs[string]> {
  const path = join(temporaryFolder(), 'grey.png');
  const pixels = new Uint8Array(3 * 32 * 16).fill(140);
  writeFileSync(path, await encodePng({ width: 32, height: 16, channels: 3, pixels }));
  const artefact = { id: '0'.repeat(64), kind: 'image', mime: 'image/png', size: 1 } as const;
  return { kind: 'image', name: 'grey.png', artefact, path };
}

describe('a model that draws by diffusion, in the runner', () => {
  it('makes the same picture from the same seed, and says what it takes', async () => {
    const first = await perform();
    const { width, height } = await pixelsOf(first.image?.bytes ?? new Uint8Array());
    expect([width, height]).toEqual([SIDE, SIDE]);
    expect(first.notes).toEqual([
      {
        code: 'drawn',
        values: { seed: 3, steps: 6, scheduler: 'ddim', guidance: 2, width: SIDE, height: SIDE },
      },
    ]);
    expect(await perform()).toEqual(first);
    expect((await perform({ seed: 4 })).image).not.toEqual(first.image);
  });

  it('heeds what the picture is to be without', async () => {
    const plain = await perform();
    const inputs = { text: text('red'), negative_prompt: text('blue') };
    expect((await perform({ inputs })).image).not.toEqual(plain.image);
  });

  it('tells its steps', async () => {
    const told: Progress[] = [];
    await perform({ progress: (progress) => told.push(progress) });
    expect(told.map(({ message }) => message)).toEqual(
      [1, 2, 3, 4, 5, 6].map((step) => ({ code: 'drawing-step', values: { step, steps: 6 } })),
    );
  });

  it('shows what takes a while before it is there', { timeout: 60_000 }, async () => {
    const controller = new AbortController();
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    const progress = ({ preview }: Progress) => {
      if (preview !== undefined) {
        resolve(preview.bytes);
        controller.abort();
      }
    };
    // Attention over so many latents would be taken for more than there is memory.
    const config = { sample_size: 256, down_block_types: ['DownBlock2D'] };
    const changed = { 'unet/config.json': JSON.stringify(config) };
    const folder = diffusionFolder({ index: { num_inference_steps: 1000 }, changed });
    const outcome = perform({ folder, signal: controller.signal, progress });
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
    expect((await pixelsOf(await promise)).width).toBe(256);
  });

  it('stops where it is cancelled, and is there for the next task', async () => {
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const told: Progress[] = [];
    const progress = (made: Progress) => {
      told.push(made);
      controller.abort(reason);
    };
    const folder = diffusionFolder({ index: { num_inference_steps: 900 } });
    const outcome = perform({ folder, signal: controller.signal, progress });
    await expect(outcome).rejects.toBe(reason);
    expect(told.length).toBeLessThan(100);
    expect((await perform({ folder: FOLDER })).image).toBeDefined();
  });

  it('is refused by the name of the part that it lacks', async () => {
    const folder = diffusionFolder({ changed: { 'vae_decoder/model.onnx': undefined } });
    await expect(perform({ folder })).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      data: { model: 'painter', why: expect.stringContaining('vae_decoder') },
    });
  });
});

describe('image-to-image by diffusion', () => {
  it('changes a picture as a text says, in its proportions', async () => {
    const inputs = { image: await pictureInput(), text: text('red') };
    const { image } = await performOnnx(imageToImage, { model: FOLDER, inputs, seed: 1 });
    const { width, height } = await pixelsOf(image?.bytes ?? new Uint8Array());
    expect([width, height]).toEqual([11, 6]);
  });

  it('leaves to other models what only asks for more pixels', async () => {
    const image = await pictureInput();
    const asked: readonly ExpertInputs[] = [{ image }, { image, text: text('enlarge it') }];
    for (const inputs of asked) {
      const outcome = performOnnx(imageToImage, { model: FOLDER, inputs, seed: 1 });
      expect(await codeOf(outcome)).toBe('INPUT_INVALID');
    }
  });

  it('needs a picture where the model only changes one', async () => {
    const className = 'StableDiffusionInstructPix2PixPipeline';
    const model = diffusionFolder({ beside: 4, className });
    const outcome = performOnnx(textToImage, { model, inputs: { text: text('red') } });
    expect(await codeOf(outcome)).toBe('INPUT_INVALID');
  });
});

describe('a request for a picture', () => {
  it('is drawn by such a model, whose seed is in the events and the answer', async () => {
    const home = temporaryFolder();
    const settings = { modelFolders: [FOLDER], device: 'cpu', mode: 'local' };
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    const engine = createEngine({ home });
    try {
      const { state, events } = await follow(engine.ask('draw a red circle', { files: [] }));
      expect(state.tasks).toMatchObject([
        {
          task: { type: 'text-to-image' },
          status: 'finished',
          assignment: { model: { id: FOLDER, host: 'onnx' } },
          output: { image: {}, ran: { device: 'cpu', dtype: 'fp32' } },
        },
      ]);
      expect(state.tasks[0]?.seed).toEqual(expect.any(Number));
      const said = JSON.stringify(events);
      expect(said).toContain(`Seed ${state.tasks[0]?.seed}, 6 steps of ddim`);
    } finally {
      await engine.close();
    }
  });
});
