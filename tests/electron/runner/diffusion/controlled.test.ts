import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../../electron/experts/pictures.ts';
import { seenBy } from '../../../../electron/runner/diffusion/control.ts';
import { IDS, LENGTH, SIDE } from '../../../fakes/diffusion-folders.ts';
import { onnxGraph } from '../../../fakes/onnx-graphs.ts';
import { answerOf, openControlled } from './opened.ts';

/** What the U-Net says of "red", and of nothing. */
const RED = (8 * (IDS.start + IDS.red + IDS.end * (LENGTH - 2))) / LENGTH / 1000;
const NOTHING = (8 * (IDS.start + IDS.end * (LENGTH - 1))) / LENGTH / 1000;

function even(level: number, side = SIDE): Picture {
  const pixels = new Uint8Array(3 * side * side).fill(level);
  return { width: side, height: side, channels: 3, pixels };
}
const HALF = 128 / 255;
const CANNY = { kind: 'canny', picture: even(128) } as const;
const HELD = { controls: [CANNY], sample: 2 } as const;

function close(found: readonly number[], wanted: number, digits = 4): void {
  for (const value of found) {
    expect(value).toBeCloseTo(wanted, digits);
  }
}

describe('a drawing that is held to another picture', () => {
  it('has what the control network says of picture and noise added to it', async () => {
    const model = await openControlled({ controls: ['controlnet_canny'] });
    close(await answerOf(model, HELD), 0.5 + RED + HALF + 2);
  });

  it('counts it as much as is wished, nothing by 0', async () => {
    const model = await openControlled({ controls: ['controlnet_canny'] });
    for (const scale of [0, 0.5, 1, 2]) {
      const found = await answerOf(model, { ...HELD, controls: [{ ...CANNY, scale }] });
      close(found, 0.5 + RED + scale * (HALF + 2));
    }
  });

  it('can be held to several at once, each by its own', async () => {
    const model = await openControlled({ controls: ['controlnet_canny', 'controlnet_depth'] });
    const depth = { kind: 'depth', picture: even(255), scale: 0.25 } as const;
    const found = await answerOf(model, { ...HELD, controls: [CANNY, depth] });
    close(found, 0.5 + RED + (HALF + 2) + 0.25 * (1 + 2));
  });

  it('is held with and without the description, at once or one after the other', async () => {
    const model = await openControlled({ controls: ['controlnet_canny'] });
    for (const isBatched of [true, false]) {
      const found = await answerOf(model, { ...HELD, guidance: 3, isBatched });
      close(found, 0.5 + NOTHING + 3 * (RED - NOTHING) + HALF + 2);
    }
  });

  it('can be in 16 bits', async () => {
    const model = await openControlled({ controls: ['controlnet_canny'], type: 'float16' });
    close(await answerOf(model, HELD), 0.5 + RED + HALF + 2, 2);
  });

  it('takes the proportions of that picture', async () => {
    const model = await openControlled({ controls: ['controlnet_canny'] });
    const wide = { ...even(128), width: 2 * SIDE, height: SIDE / 2 };
    close(await answerOf(model, { controls: [{ ...CANNY, picture: wide }] }), RED + HALF);
  });

  it('shows it from 0 to 1, red before green before blue', async () => {
    const pixels = Uint8Array.of(255, 0, 51, 0, 255, 102);
    const { data, shape } = await seenBy(
      { width: 2, height: 1, channels: 3, pixels },
      { width: 2, height: 1 },
    );
    expect(shape).toEqual([1, 3, 1, 2]);
    expect([...data].map((value) => Math.round(value * 10))).toEqual([10, 0, 0, 10, 2, 4]);
  });
});

describe('a control network is refused', () => {
  it('where there is none of its kind', async () => {
    const model = await openControlled({ controls: ['controlnet_depth'] });
    await expect(answerOf(model, HELD)).rejects.toMatchObject({
      code: 'MODEL_UNUSABLE',
      data: { why: expect.stringContaining('controlnet_canny/model.onnx') },
    });
  });

  it('where the U-Net for it is missing', async () => {
    const changed = { 'cnet/model.onnx': undefined };
    const opening = openControlled({ controls: ['controlnet_canny'], changed });
    await expect(opening).rejects.toThrow('cnet/model.onnx');
  });

  it('where it is another network, or gives another number of states', async () => {
    const state = { name: 'down_block_0', shape: ['n', 4, 'h', 'w'] } as const;
    const told = [
      { name: 'sample', shape: ['n', 4, 'h', 'w'] },
      { name: 'timestep', shape: ['n'] },
      { name: 'encoder_hidden_states', shape: ['n', LENGTH, 2] },
    ] as const;
    const shown = { name: 'controlnet_cond', shape: ['n', 3, 'h', 'w'] } as const;
    const nodes = [{ op: 'Identity', from: ['sample'], to: 'down_block_0' }];
    const graphs = [
      [told, 'lacks the input controlnet_cond'],
      [[...told, shown], 'gives 1 inner states, and its cnet takes 2'],
      [[...told, shown, { name: 'class_labels', shape: [1] }], 'asks for class_labels'],
    ] as const;
    for (const [inputs, why] of graphs) {
      const graph = onnxGraph({ inputs, outputs: [state], nodes });
      const changed = { 'controlnet_canny/model.onnx': graph };
      const model = await openControlled({ controls: ['controlnet_canny'], changed });
      await expect(answerOf(model, HELD)).rejects.toMatchObject({
        code: 'MODEL_UNUSABLE',
        data: { why: expect.stringContaining(why) },
      });
    }
  });

  it('where it should count more than twice', async () => {
    const model = await openControlled({ controls: ['controlnet_canny'] });
    const wished = answerOf(model, { ...HELD, controls: [{ ...CANNY, scale: 3 }] });
    await expect(wished).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
