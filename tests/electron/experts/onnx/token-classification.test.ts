import { describe, expect, it } from 'vitest';
import { tokenClassification } from '../../../../electron/experts/onnx/token-classification.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, textSlots } from './text-slots.ts';

const model = 'token-classification';
const mark = (text: string) =>
  performOnnx(tokenClassification, { model, inputs: textSlots({ text }) });

async function found(text: string): Promise<readonly string[]> {
  const { entities = [] } = await mark(text);
  for (const entity of entities) {
    expect(text.slice(entity.start, entity.end)).toBe(entity.text);
  }
  return entities.map((entity) => `${entity.label} ${entity.text} ${entity.start}`);
}

describe('token-classification', () => {
  it('finds names that it never saw, in word pieces', async () => {
    expect(await found('Kamilo Bodare lives in New Tuvasi.')).toEqual([
      'PER Kamilo Bodare 0',
      'LOC New Tuvasi 23',
    ]);
  });

  it('keeps apart the same word in two places and in two roles', async () => {
    const text = 'Yesterday Lumato met Lumato in Lumato.';
    expect(await found(text)).toEqual(['PER Lumato 10', 'PER Lumato 21', 'LOC Lumato 31']);
  });

  it('counts UTF-16 units past emoji, accents and odd spaces', async () => {
    const text = '😀👩‍👧  Kámiló\u00a0Bodare   works for Peruto in Góvana.';
    const start = (name: string) => text.indexOf(name);
    expect(await found(text)).toEqual([
      `PER Kámiló\u00a0Bodare ${start('Kámiló')}`,
      `ORG Peruto ${start('Peruto')}`,
      `LOC Góvana ${start('Góvana')}`,
    ]);
    const decomposed = 'Kamilo\u0301 lives in Gova\u0301na.';
    expect(await found(decomposed)).toEqual([
      'PER Kamilo\u0301 0',
      `LOC Gova\u0301na ${decomposed.indexOf('Gova')}`,
    ]);
  });

  it('lists what it found, each once, under its heading', async () => {
    const { text } = await mark('Kamilo lives in Tuvasi. Kamilo works for Peruto in Tuvasi.');
    expect(text).toBe('People: Kamilo.\nPlaces: Tuvasi.\nOrganisations: Peruto.');
  });

  it('says so where there is nothing', async () => {
    const output = await mark('It rained all day and nobody came.');
    expect(output.entities).toEqual([]);
    expect(output.text).toBe('The model marks nothing in the text.');
  });

  it('merges the windows of a long text without losing or doubling a name', async () => {
    const sentence = 'Kamilo Bodare lives in Tuvasi. It rained all day and nobody came. ';
    const entities = await found(sentence.repeat(40));
    const expected = Array.from({ length: 40 }, (_, i) => [
      `PER Kamilo Bodare ${i * sentence.length}`,
      `LOC Tuvasi ${i * sentence.length + 23}`,
    ]).flat();
    expect(entities).toEqual(expected);
  });

  it('refuses a blank text, and stops where it is asked to', async () => {
    await expect(mark(' ')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const inputs = textSlots({ text: 'Kamilo lives in Tuvasi.' });
    await expect(
      performOnnx(tokenClassification, { model, inputs, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
