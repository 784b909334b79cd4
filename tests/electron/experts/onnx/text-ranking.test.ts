import { describe, expect, it } from 'vitest';
import { textRanking } from '../../../../electron/experts/onnx/text-ranking.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, textSlots } from './text-slots.ts';

const model = 'text-ranking';
const DOCUMENTS = [
  'We saw a violin near the piano.',
  'The flour and the oven were new.',
  'She talked about the snow, then about a fog.',
];
const rank = (text: string, documents: string) =>
  performOnnx(textRanking, { model, inputs: textSlots({ text, documents }) });

describe('text-ranking', () => {
  it.each([
    ['where is the guitar?', 0],
    ['which bread is best?', 1],
    ['storm wind', 2],
  ])('puts first what answers %j', async (query, index) => {
    const { ranking = [], text } = await rank(query, DOCUMENTS.join('\n'));
    expect(ranking[0]).toMatchObject({ index, text: DOCUMENTS[index] });
    expect(ranking[0]?.score).toBeGreaterThan(0.5);
    expect(ranking[1]?.score).toBeLessThan(0.5);
    expect(text?.split('\n')).toHaveLength(3);
    expect(text).toMatch(/^1\. .* \(\d+\u00a0%\)\n2\. /);
  });

  it('scores a document alone as among others', async () => {
    const many = await rank('storm wind', Array(4).fill(DOCUMENTS.join('\n')).join('\n'));
    for (const [index, document] of DOCUMENTS.entries()) {
      const alone = (await rank('storm wind', document)).ranking?.[0]?.score ?? -1;
      expect(many.ranking?.find((one) => one.index === index)?.score).toBeCloseTo(alone, 4);
    }
  });

  it('takes documents of several lines, parted by ---', async () => {
    const { ranking = [] } = await rank(
      'storm wind',
      'We saw\na piano.\n---\nThe snow and\nthe fog.',
    );
    expect(ranking.map(({ text }) => text)).toEqual(['The snow and\nthe fog.', 'We saw\na piano.']);
  });

  it('finds what fits at the end of a long document', async () => {
    const long = `${'He said something to her. '.repeat(60)}We saw a violin near the piano.`;
    const { ranking } = await rank('where is the guitar?', `${DOCUMENTS[1]}\n${long}`);
    expect(ranking?.[0]?.index).toBe(1);
  });

  it('tells that a query was too long to be read whole', async () => {
    const { notes } = await rank('where is the guitar? '.repeat(60), DOCUMENTS.join('\n'));
    expect(notes).toHaveLength(1);
    expect((await rank('guitar', 'A piano.')).notes).toBeUndefined();
  });

  it.each([
    ['', 'A piano.'],
    ['guitar', ' \n'],
    ['guitar', '---\n---'],
  ])('refuses the query %j with the documents %j', async (query, documents) => {
    await expect(rank(query, documents)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stops where it is asked to', async () => {
    const inputs = textSlots({ text: 'guitar', documents: 'A piano.' });
    await expect(
      performOnnx(textRanking, { model, inputs, signal: firedSignal() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
