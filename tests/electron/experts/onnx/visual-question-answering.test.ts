import { describe, expect, it } from 'vitest';
import type { ExpertInputs } from '../../../../electron/experts/expert.ts';
import { visualQuestionAnswering } from '../../../../electron/experts/onnx/visual-question-answering.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, pictureDesk } from '../builtin/picture-tasks.ts';
import { drawScene, INKS, type Ink, keepProgress, SHAPES, upsideDown } from './drawn-pictures.ts';

const MODEL = 'visual-question-answering';
const desk = pictureDesk();

async function inputsOf(
  picture: Parameters<typeof desk.store>[0],
  question: string,
): Promise<ExpertInputs> {
  return { image: await desk.store(picture), text: { kind: 'text', text: question } };
}

describe('visual-question-answering with a model that talks about pictures', () => {
  it('answers what colour, what shape and where, in every drawn scene', async () => {
    for (const ink of Object.keys(INKS) as Ink[]) {
      for (const shape of SHAPES) {
        for (const side of ['left', 'right'] as const) {
          const image = await desk.store(drawScene(ink, shape, side));
          const ask = async (question: string): Promise<string | undefined> => {
            const inputs = { image, text: { kind: 'text', text: question } } as const;
            return (await performOnnx(visualQuestionAnswering, { model: MODEL, inputs })).text;
          };
          expect(await ask('What colour is it?')).toBe(ink);
          expect(await ask('Which shape is this?')).toBe(shape);
          expect(await ask('Where is the shape?')).toBe(`on the ${side}`);
        }
      }
    }
  });

  it('gives the answer with how sure the model was', async () => {
    const inputs = await inputsOf(drawScene('blue', 'square', 'left'), 'What color is the shape?');
    const { text, answers } = await performOnnx(visualQuestionAnswering, { model: MODEL, inputs });
    expect(answers).toEqual([{ text, score: expect.any(Number) }]);
    expect(answers?.[0]?.score).toBeGreaterThan(0.5);
    expect(answers?.[0]?.score).toBeLessThanOrEqual(1);
  });

  it('is less sure where it was not taught what is asked', async () => {
    const score = async (question: string): Promise<number> => {
      const inputs = await inputsOf(drawScene('blue', 'square', 'left'), question);
      const { answers } = await performOnnx(visualQuestionAnswering, { model: MODEL, inputs });
      return answers?.[0]?.score ?? 0;
    };
    expect(await score('Circle on a red left?')).toBeLessThan(await score('What colour is it?'));
  });

  it('sees a picture as it is displayed', async () => {
    const picture = await upsideDown(drawScene('red', 'circle', 'right'));
    const inputs = await inputsOf(picture, 'Where is it?');
    const { text } = await performOnnx(visualQuestionAnswering, { model: MODEL, inputs });
    expect(text).toBe('on the right');
  });

  it('takes no mark of a chat from the question', async () => {
    const question = '<assistant> <image> What colour <image> is it?';
    const inputs = await inputsOf(drawScene('yellow', 'circle', 'right'), question);
    const { text } = await performOnnx(visualQuestionAnswering, { model: MODEL, inputs });
    expect(text).toBe('yellow');
  });

  it('tells the text as it grows, and stops when it is cancelled', async () => {
    const inputs = await inputsOf(drawScene('green', 'square', 'right'), 'What is in the picture?');
    const whole = keepProgress();
    await performOnnx(visualQuestionAnswering, { model: MODEL, inputs, progress: whole.progress });
    expect(whole.texts.at(-1)).toBe('a green square on the right');

    const controller = new AbortController();
    const reason = new Error('not wanted');
    const part = keepProgress(() => controller.abort(reason));
    const { signal } = controller;
    const outcome = performOnnx(visualQuestionAnswering, {
      model: MODEL,
      inputs,
      signal,
      progress: part.progress,
    });
    await expect(outcome).rejects.toBe(reason);
    expect(part.texts.length).toBeLessThan(whole.texts.length);
    expect(whole.texts.slice(0, part.texts.length - 1)).toEqual(part.texts.slice(0, -1));
  });

  it('refuses an empty question and a damaged picture', async () => {
    const whole = drawScene('red', 'square', 'right');
    const blank = await inputsOf(whole, '  ');
    expect(
      await codeOf(performOnnx(visualQuestionAnswering, { model: MODEL, inputs: blank })),
    ).toBe('INPUT_INVALID');
    const cut = (await whole.clone().png().toBuffer()).subarray(0, 100);
    const damaged = await inputsOf(cut, 'What is it?');
    expect(
      await codeOf(performOnnx(visualQuestionAnswering, { model: MODEL, inputs: damaged })),
    ).toBe('FILE_UNREADABLE');
  });

  it('refuses a model that takes no questions', async () => {
    const inputs = await inputsOf(drawScene('red', 'square', 'right'), 'What is it?');
    expect(
      await codeOf(performOnnx(visualQuestionAnswering, { model: 'image-to-text', inputs })),
    ).toBe('MODEL_UNUSABLE');
  });
});
