import { countTokens as countOlder } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../../electron/controllers/prompts/estimate-tokens.ts';

const SAMPLES = [
  'The ferry left the harbour at seven in the morning, and by noon the island lay ahead of us, low and green under a long bank of cloud. Nobody spoke.',
  'Please count the zebras in these three pictures, then write a short poem about them and read it to me with a calm voice.',
  '清晨的渡船离开港口，到中午时，岛屿已经在我们面前，低矮而翠绿，笼罩在一长片云层之下。没有人说话。',
  '请数一数这三张图片里有多少匹斑马，然后写一首关于它们的短诗，并用平静的声音读给我听。',
  '把 letter.txt 翻译成英文 and then read it to me, slowly, in a friendly voice 好吗？',
];
const MARGIN = 0.3;

describe('the estimate of tokens', () => {
  it.each(SAMPLES)('is within 30 % of two tokenizers: %s', (text) => {
    for (const counted of [countTokens(text), countOlder(text)]) {
      expect(Math.abs(estimateTokens(text) / counted - 1)).toBeLessThan(MARGIN);
    }
  });

  it('adds up and grows with the text', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('four')).toBe(1);
    expect(estimateTokens('五个汉字啊')).toBe(5);
    expect(estimateTokens('𠮷')).toBe(1);
  });
});
