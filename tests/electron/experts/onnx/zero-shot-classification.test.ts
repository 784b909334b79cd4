import { describe, expect, it } from 'vitest';
import { zeroShotClassification } from '../../../../electron/experts/onnx/zero-shot-classification.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, textSlots } from './text-slots.ts';

const model = 'zero-shot-classification';
const ALL = 'sports, cooking, travel, music, weather, health, money, sports';
const sort = (text: string, labels: string) =>
  performOnnx(zeroShotClassification, { model, inputs: textSlots({ text, labels }) });

describe('zero-shot-classification', () => {
  it.each([
    ['We saw a violin near the piano.', 'music'],
    ['My brother wrote about one goal and two stadium.', 'sports'],
    ['She talked about the snow, then about a fog.', 'weather'],
    ['The flour and the oven were new.', 'cooking'],
  ])('finds of %j that it is about %s', async (text, expected) => {
    const { labels = [] } = await sort(text, ALL);
    expect(labels[0]?.label).toBe(expected);
    expect(labels).toHaveLength(7); // eight were named, one of them twice
    expect(labels.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5);
  });

  it('reads labels line by line, and scores of many are those of few', async () => {
    const text = 'Nobody had a loan or a invoice.';
    const few = (await sort(text, 'money\nmusic')).labels ?? [];
    const many = (await sort(text, ALL)).labels ?? [];
    const odds = (labels: typeof few) => {
      const score = (name: string) => labels.find(({ label }) => label === name)?.score ?? 0;
      return Math.log(score('money') / score('music'));
    };
    expect(few[0]?.label).toBe('money');
    expect(odds(many)).toBeCloseTo(odds(few), 2);
  });

  it('takes a label once, without its quotation and list marks', async () => {
    const { labels = [] } = await sort('The snow and the fog.', '- "weather"\n- music.\n- weather');
    expect(labels.map(({ label }) => label)).toEqual(['weather', 'music']);
  });

  it('says of a single label whether it fits', async () => {
    const text = 'We saw a violin near the piano.';
    expect((await sort(text, 'music')).labels?.[0]?.score).toBeGreaterThan(0.8);
    expect((await sort(text, 'cooking')).labels?.[0]?.score).toBeLessThan(0.2);
  });

  it('reads a long text to its end', async () => {
    const text =
      'They came home late. We saw a soup near the salt. ' +
      'We saw a violin near the piano. '.repeat(60);
    expect((await sort(text, ALL)).labels?.[0]?.label).toBe('music');
  });

  it.each([
    ['', 'music'],
    ['A violin.', ''],
    ['A violin.', ' , ;\n'],
  ])('refuses the text %j with the labels %j', async (text, labels) => {
    await expect(sort(text, labels)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('refuses a model that is not made for it', async () => {
    const inputs = textSlots({ text: 'A violin.', labels: 'music' });
    await expect(
      performOnnx(zeroShotClassification, { model: 'text-classification', inputs }),
    ).rejects.toMatchObject({ code: 'MODEL_UNUSABLE' });
  });

  it('stops where it is asked to', async () => {
    const inputs = textSlots({ text: 'A violin.', labels: 'music' });
    await expect(
      performOnnx(zeroShotClassification, { model, inputs, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
