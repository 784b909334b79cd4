import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../electron/controllers/controller.ts';
import { firstSentence, fitHistory } from '../../../electron/controllers/history.ts';
import { estimateTokens } from '../../../electron/controllers/prompts/estimate-tokens.ts';

function turn(number: number, length = 40): Turn {
  return {
    request: `Request ${number}. ${'More is said of it. '.repeat(length)}`,
    answer: `Answer ${number}. ${'More is told of it. '.repeat(length)}`,
    files: [],
  };
}

const TURNS = Array.from({ length: 12 }, (_, at) => turn(at + 1));

describe('earlier turns in a window', () => {
  it('stand whole where they fit', () => {
    const { text, kept, of } = fitHistory(TURNS.slice(0, 2), 10_000);
    expect([kept, of]).toEqual([2, 2]);
    const lines = text.split('\n');
    expect(JSON.parse(lines[1]?.replace('turn 2: ', '') ?? '')).toEqual({
      request: TURNS[1]?.request,
      answer: TURNS[1]?.answer,
    });
  });

  it('are whole for the latest, one line each before that, and none for the oldest', () => {
    const { text, kept } = fitHistory(TURNS, 1200);
    const lines = text.split('\n');
    expect(kept).toBeGreaterThan(0);
    expect(lines.at(-1)).toMatch(/^turn 12: /);
    expect(lines.at(-1 - kept)).toBe(
      `turn ${12 - kept}, in short: {"request":"Request ${12 - kept}.","answer":"Answer ${12 - kept}."}`,
    );
    expect(lines.length).toBeGreaterThan(kept);
    expect(fitHistory(TURNS, 200).text).not.toContain('turn 1, ');
  });

  it('are none where nothing fits', () => {
    expect(fitHistory(TURNS, 3)).toEqual({ text: 'none', kept: 0, of: 12 });
    expect(fitHistory([], 1000)).toEqual({ text: 'none', kept: 0, of: 0 });
  });

  it('keep within the tokens, in order, each line whole, whatever was said', () => {
    const turns = fc.array(
      fc.record({
        request: fc.string({ unit: 'grapheme', maxLength: 300 }),
        answer: fc.string({ unit: 'grapheme', maxLength: 300 }),
        files: fc.constant([]),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(turns, fc.nat(1500), (history, tokens) => {
        const { text, kept, of } = fitHistory(history, tokens);
        const lines = text === 'none' ? [] : text.split('\n');
        const numbers = lines.map((line) => Number(/^turn (\d+)/.exec(line)?.[1]));
        expect(of).toBe(history.length);
        expect(kept).toBe(lines.filter((line) => /^turn \d+: /.test(line)).length);
        expect(numbers).toEqual(numbers.map((_, at) => history.length - numbers.length + at + 1));
        expect(estimateTokens(text)).toBeLessThanOrEqual(Math.max(tokens, 1) + lines.length);
        for (const line of lines) {
          JSON.parse(line.replace(/^turn \d+(?:, in short)?: /, ''));
        }
        // More room never means less history.
        expect(fitHistory(history, tokens + 5000).kept).toBeGreaterThanOrEqual(kept);
      }),
    );
  });
});

describe('the first sentence', () => {
  it.each([
    ['Two cats. One dog.', 'Two cats.'],
    ['Version 1.5 is out. Get it.', 'Version 1.5 is out.'],
    ['有三只鸟。还有一只猫。', '有三只鸟。'],
    ['no end', 'no end'],
    ['a\nb', 'a b'],
    ['', ''],
  ])('of “%s” is “%s”', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence);
  });

  it('is cut between words where it is too long', () => {
    const cut = firstSentence('word '.repeat(100), 50);
    expect(cut.length).toBeLessThanOrEqual(50);
    expect(cut).toMatch(/word…$/);
  });
});
