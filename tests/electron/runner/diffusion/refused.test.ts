import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../../electron/experts/pictures.ts';
import type { Diffusion } from '../../../../electron/runner/diffusion/diffusion.ts';
import { drawPictures } from '../../../../electron/runner/diffusion/draw.ts';
import type { DrawWish } from '../../../../electron/runner/diffusion/wish.ts';
import { AppError } from '../../../../shared/errors.ts';
import { type PipelineWish, SIDE } from '../../../fakes/diffusion-folders.ts';
import { onnxGraph } from '../../../fakes/onnx-graphs.ts';
import { openPipeline, WISH } from './opened.ts';

/** The words of a refusal, where it is one of its code. */
async function refusal(outcome: Promise<unknown>, code: AppError['code']): Promise<string> {
  const error = await outcome.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  const { data, ...rest } = error as AppError; // the line before says so
  expect(rest.code).toBe(code);
  return data.why ?? '';
}

const unusable = (wish: PipelineWish) => refusal(openPipeline(wish), 'MODEL_UNUSABLE');

async function draw(model: Diffusion, wish: Partial<DrawWish>, free = Number.POSITIVE_INFINITY) {
  const steps: number[] = [];
  const outcome = drawPictures(
    model,
    { ...WISH, steps: 1, ...wish },
    {
      signal: new AbortController().signal,
      progress: ({ fraction = 0 }) => steps.push(fraction),
      free: () => free,
    },
  );
  await outcome.catch(() => undefined);
  return { outcome, steps };
}

describe('an export is refused when it is opened', () => {
  it('where a part is missing, by its name', async () => {
    for (const path of ['unet/model.onnx', 'text_encoder/model.onnx', 'vae_decoder/model.onnx']) {
      const outcome = openPipeline({ changed: { [path]: undefined } });
      await expect(outcome).rejects.toThrow(path); // the runner makes MODEL_UNUSABLE of it
    }
    expect(await unusable({ changed: { 'scheduler/scheduler_config.json': undefined } })).toContain(
      'scheduler_config.json',
    );
    expect(await unusable({ changed: { 'tokenizer/merges.txt': undefined } })).toContain(
      'tokenizer',
    );
  });

  it('where a graph is damaged, by the name of its part', async () => {
    const outcome = openPipeline({ changed: { 'unet/model.onnx': 'no graph at all' } });
    await expect(outcome).rejects.toThrow('unet');
  });

  it('where its pipeline or its scheduler is not one that is run here', async () => {
    expect(await unusable({ className: 'FluxPipeline' })).toContain('FluxPipeline');
    const flow = { _class_name: 'FlowMatchEulerDiscreteScheduler' };
    expect(await unusable({ scheduler: flow })).toContain('FlowMatchEulerDiscreteScheduler');
  });

  it('where its U-Net asks for what nothing gives, or lacks what it is told', async () => {
    expect(await unusable({ furtherInput: 'class_labels' })).toContain('class_labels');
    const index = { _class_name: 'StableDiffusionXLPipeline' };
    expect(await unusable({ index })).toContain('text_embeds');
  });

  it('where the parts do not fit each other', async () => {
    expect(await unusable({ textWidth: 5 })).toContain('5');
    expect(await unusable({ beside: 2 })).toContain('6 channels');
    const changed = { 'vae_encoder/model.onnx': undefined, 'vae_encoder/config.json': undefined };
    // The folder goes with its files, as where an export left the part out.
    expect(await unusable({ beside: 4, changed })).toContain('vae_encoder');
  });

  it('where its numbers are of a type that is none', async () => {
    const port = { name: 'latent_sample', type: 'bool', shape: ['n', 4, 'h', 'w'] } as const;
    const graph = onnxGraph({
      inputs: [port],
      outputs: [{ ...port, name: 'sample' }],
      nodes: [{ op: 'Identity', from: ['latent_sample'], to: 'sample' }],
    });
    expect(await unusable({ changed: { 'vae_decoder/model.onnx': graph } })).toContain('bool');
  });
});

describe('a wish is refused before its first step', () => {
  it('where a number is out of bounds', async () => {
    const model = await openPipeline();
    const wishes = [{ steps: 0 }, { steps: 2.5 }, { guidance: 99 }, { count: 0 }, { count: 99 }];
    for (const wish of [...wishes, { picture: EVEN, strength: 0 }, { steps: 1001 }]) {
      const { outcome, steps } = await draw(model, wish);
      await refusal(outcome, 'INPUT_INVALID');
      expect(steps).toEqual([]);
    }
  });

  it('where its size is none of the model’s', async () => {
    const model = await openPipeline({
      changed: { 'unet/config.json': JSON.stringify({ block_out_channels: [8, 8, 8] }) },
    });
    const { outcome } = await draw(model, { width: 66, height: 64 });
    expect(await refusal(outcome, 'INPUT_INVALID')).toContain('multiples of 4');
    const fixed = await openPipeline({ side: SIDE });
    const other = await draw(fixed, { width: SIDE * 2 });
    expect(await refusal(other.outcome, 'INPUT_INVALID')).toContain(`${SIDE} × ${SIDE}`);
    await (await draw(fixed, {})).outcome;
  });

  it('where a step takes more memory than there is', async () => {
    const model = await openPipeline();
    const { outcome, steps } = await draw(model, { width: 4096, height: 4096 }, 2 ** 30);
    await refusal(outcome, 'OUT_OF_MEMORY');
    expect(steps).toEqual([]);
  });

  it('where the scheduler has no room for so many steps', async () => {
    const scheduler = { _class_name: 'LCMScheduler', prediction_type: 'epsilon' };
    const model = await openPipeline({ scheduler });
    const { outcome, steps } = await draw(model, { steps: 60 });
    await refusal(outcome, 'INPUT_INVALID');
    expect(steps).toEqual([]);
  });

  it('where it changes a picture that the model can’t see', async () => {
    const changed = { 'vae_encoder/model.onnx': undefined, 'vae_encoder/config.json': undefined };
    const model = await openPipeline({ changed });
    const { outcome } = await draw(model, { picture: EVEN });
    expect(await refusal(outcome, 'MODEL_UNUSABLE')).toContain('vae_encoder');
  });
});

const EVEN: Picture = {
  width: SIDE,
  height: SIDE,
  channels: 3,
  pixels: new Uint8Array(3 * SIDE * SIDE).fill(200),
};
