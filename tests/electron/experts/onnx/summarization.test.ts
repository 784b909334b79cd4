import { describe, expect, it } from 'vitest';
import { summarization } from '../../../../electron/experts/onnx/summarization.ts';
import { ownBudget, tokenBudget } from '../../../../electron/experts/onnx/summary-budget.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { abortAfter, codeOf, streamed, textSlots } from './written-texts.ts';

const model = 'text2text-generation'; // learned to keep the first clause of what it reads
const FIRST = 'The old dogs see the cats, and the birds hear the men.';
const SECOND = 'The women like the horses, and the children paint the trees.';

async function summary(text: string, length?: string) {
  const slots = { text, ...(length === undefined ? {} : { length }) };
  return await performOnnx(summarization, { model, inputs: textSlots(slots) });
}

describe('summarization', () => {
  it('writes a summary', async () => {
    expect(await summary(FIRST)).toEqual({ text: 'The old dogs see the cats.' });
    expect(await summary(`${FIRST} ${SECOND}`, 'short')).toEqual({
      text: 'The old dogs see the cats.',
    });
  });

  it('summarises a long text in parts and leaves none out', async () => {
    // Two sentences of 14 and 13 tokens fit the model's 40 together with the prefix, three do not.
    const text = [FIRST, SECOND, SECOND, FIRST].join(' ');
    const { texts, output } = await streamed(summarization, { model, inputs: textSlots({ text }) });
    expect(output).toEqual({
      text: 'The old dogs see the cats. The women like the horses.',
      notes: [{ code: 'summary-parts', values: { parts: 2 } }],
    });
    expect(texts.at(-1)).toBe(output.text);
    expect(texts.length).toBeGreaterThan(8);
  });

  it('ends at the next token when it is cancelled', async () => {
    const inputs = textSlots({ text: FIRST });
    const { reason, told } = await abortAfter(2, summarization, { model, inputs });
    expect(reason).toBe('enough');
    expect(told).toEqual(['The', 'The old']);
  });

  it('refuses an empty text', async () => {
    expect(await codeOf(summary('\n'))).toBe('INPUT_INVALID');
  });
});

describe('the length of a summary', () => {
  it('follows what is asked, shared among the parts', () => {
    const words = { amount: 100, unit: 'words' } as const;
    expect(tokenBudget(words, { tokens: 1000, parts: 1 })).toEqual({ most: 168, least: 84 });
    expect(tokenBudget(words, { tokens: 1000, parts: 2 })).toEqual({ most: 84, least: 42 });
    const sentences = { amount: 2, unit: 'sentences' } as const;
    expect(tokenBudget(sentences, { tokens: 1000, parts: 1 })).toEqual({ most: 80, least: 0 });
    const share = { amount: 1 / 2, unit: 'share', atMost: 12 } as const;
    expect(tokenBudget(share, { tokens: 400, parts: 1 })).toEqual({ most: 200, least: 100 });
  });

  it("is the model's own where nothing is asked, and never forced on a short text", () => {
    const own = { max_length: 100, min_length: 56 };
    expect(ownBudget(own, 1000)).toEqual({ most: 100, least: 50 });
    expect(ownBudget(own, 40)).toEqual({ most: 100, least: 10 });
    expect(ownBudget({ max_length: 20 }, 1000)).toEqual({ most: 142, least: 0 });
  });
});
