import { describe, expect, it, vi } from 'vitest';
import { questionAnswering } from '../../../../electron/experts/onnx/question-answering.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, textSlots } from './text-slots.ts';

const model = 'question-answering';
const PASSAGE = 'Anna sang in London on Monday. Hugo swam in Oslo on Friday.';
const ask = (text: string, context: string) =>
  performOnnx(questionAnswering, { model, inputs: textSlots({ text, context }) });

describe('question-answering', () => {
  it.each([
    ['Where did Hugo swim?', 'Oslo'],
    ['Where did Anna sing?', 'London'],
    ['When did Anna sing?', 'Monday'],
    ['Who swam in Oslo?', 'Hugo'],
  ])('answers %j with %j', async (question, answer) => {
    const output = await ask(question, PASSAGE);
    expect(output.text).toBe(answer);
    expect(output.answers?.[0]).toMatchObject({
      text: answer,
      start: PASSAGE.indexOf(answer),
      end: PASSAGE.indexOf(answer) + answer.length,
    });
  });

  it('points at the right one of two equal words', async () => {
    const context = 'Anna sang in London on Monday. 😀 Hugo swam in Oslo on Monday.';
    const { answers } = await ask('When did Hugo swim?', context);
    expect(answers?.[0]).toMatchObject({ text: 'Monday', start: context.lastIndexOf('Monday') });
    const other = await ask('When did Anna sing?', context);
    expect(other.answers?.[0]).toMatchObject({ start: context.indexOf('Monday') });
  });

  it('finds the answer far down in a long passage', async () => {
    const filler = 'Anna sang in London on Monday. Ben slept in Rome on Tuesday. ';
    const context = `${filler.repeat(25)}Hugo swam in Oslo on Friday.`;
    const progress = vi.fn();
    const inputs = textSlots({ text: 'Where did Hugo swim?', context });
    const output = await performOnnx(questionAnswering, { model, inputs, progress });
    expect(output.answers?.[0]).toMatchObject({ text: 'Oslo', start: context.indexOf('Oslo') });
    expect(progress).toHaveBeenCalled();
  });

  it('says so where the passage has no answer', async () => {
    const output = await ask('Where did Karin dance?', PASSAGE);
    expect(output.answers).toEqual([]);
    expect(output.text).toMatch(/does not seem to answer/);
  });

  it('takes question and passage from one text, and refuses a question alone', async () => {
    const inputs = textSlots({ text: `Where did Hugo swim?\n\n${PASSAGE}` });
    expect((await performOnnx(questionAnswering, { model, inputs })).text).toBe('Oslo');
    await expect(
      performOnnx(questionAnswering, { model, inputs: textSlots({ text: 'Where?' }) }),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('tells that a question was too long to be read whole', async () => {
    const { notes } = await ask('Where did Hugo swim? '.repeat(60), PASSAGE);
    expect(notes).toContainEqual({ code: 'question-cut' });
  });

  it('stops where it is asked to', async () => {
    const inputs = textSlots({ text: 'Where did Hugo swim?', context: PASSAGE });
    await expect(
      performOnnx(questionAnswering, { model, inputs, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
