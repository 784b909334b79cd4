import { describe, expect, it } from 'vitest';
import { imageToText } from '../../../../electron/experts/onnx/image-to-text.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, pictureDesk } from '../builtin/picture-tasks.ts';
import { drawScene, INKS, type Ink, keepProgress, SHAPES, upsideDown } from './drawn-pictures.ts';

const MODEL = 'image-to-text';
const desk = pictureDesk();

describe('image-to-text with an encoder and a decoder', () => {
  it('describes the colour, the shape and the side of every drawn scene', async () => {
    for (const ink of Object.keys(INKS) as Ink[]) {
      for (const shape of SHAPES) {
        for (const side of ['left', 'right'] as const) {
          const image = await desk.store(drawScene(ink, shape, side));
          const { text } = await performOnnx(imageToText, { model: MODEL, inputs: { image } });
          expect(text).toBe(`a ${ink} ${shape} on the ${side}`);
        }
      }
    }
  });

  it('sees a picture as it is displayed', async () => {
    const image = await desk.store(await upsideDown(drawScene('blue', 'circle', 'left')));
    const { text } = await performOnnx(imageToText, { model: MODEL, inputs: { image } });
    expect(text).toBe('a blue circle on the left');
  });

  it('tells the text as it grows, and at last all of it', async () => {
    const image = await desk.store(drawScene('red', 'square', 'right'));
    const { progress, texts } = keepProgress();
    const { text } = await performOnnx(imageToText, { model: MODEL, inputs: { image }, progress });
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.at(-1)).toBe(text);
    for (const [index, piece] of texts.slice(1).entries()) {
      expect(piece.startsWith(texts[index] ?? '')).toBe(true);
    }
  });

  it('stops at the next token when it is cancelled', async () => {
    const image = await desk.store(drawScene('red', 'square', 'right'));
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const { progress, texts } = keepProgress(() => controller.abort(reason));
    const outcome = performOnnx(imageToText, {
      model: MODEL,
      inputs: { image },
      progress,
      signal: controller.signal,
    });
    await expect(outcome).rejects.toBe(reason);
    expect(texts.length).toBeLessThan(4);
  });

  it('says that a damaged file is unreadable', async () => {
    const whole = await drawScene('red', 'square', 'right').png().toBuffer();
    const image = await desk.store(whole.subarray(0, 100));
    expect(await codeOf(performOnnx(imageToText, { model: MODEL, inputs: { image } }))).toBe(
      'FILE_UNREADABLE',
    );
  });

  it('says that a picture is missing', async () => {
    expect(await codeOf(performOnnx(imageToText, { model: MODEL, inputs: {} }))).toBe(
      'INPUT_INVALID',
    );
  });
});

describe('image-to-text with other families', () => {
  it('asks a model that talks about pictures for a description', async () => {
    const image = await desk.store(drawScene('green', 'triangle', 'left'));
    const outcome = performOnnx(imageToText, {
      model: 'visual-question-answering',
      inputs: { image },
    });
    expect((await outcome).text).toBe('a green triangle on the left');
  });

  it.each(['document-question-answering', 'text-to-image'])(
    'refuses the model of %s',
    async (model) => {
      const image = await desk.store(drawScene('green', 'triangle', 'left'));
      expect(await codeOf(performOnnx(imageToText, { model, inputs: { image } }))).toBe(
        'MODEL_UNUSABLE',
      );
    },
  );
});
