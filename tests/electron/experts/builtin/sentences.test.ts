import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSentences, splitSentences } from '../../../../electron/experts/builtin/sentences.ts';

function textsOf(text: string): readonly string[] {
  return splitSentences(text).map((sentence) => sentence.text);
}

describe('splitSentences', () => {
  it('does not end a sentence at a title, an initial or a decimal point', () => {
    expect(textsOf('Dr. Ames met Mr. J. R. Poole. It cost 3.5 dollars! Why?')).toEqual([
      'Dr. Ames met Mr. J. R. Poole.',
      'It cost 3.5 dollars!',
      'Why?',
    ]);
  });

  it('ends a sentence after "no."', () => {
    expect(textsOf('She said no. He left.')).toEqual(['She said no.', 'He left.']);
  });

  it('joins lines that were wrapped by hand and keeps headings and lists apart', () => {
    const text =
      'Opening hours\n\nThe museum opens every day at nine in the\nmorning and closes at five.\n- adults\n- children';
    expect(textsOf(text)).toEqual([
      'Opening hours',
      'The museum opens every day at nine in the\nmorning and closes at five.',
      '- adults',
      '- children',
    ]);
  });

  it('splits Chinese at its own full stops', () => {
    expect(textsOf('今天天气很好。我们去公园吧！好吗？')).toEqual([
      '今天天气很好。',
      '我们去公园吧！',
      '好吗？',
    ]);
  });

  it('gives the slice between its offsets and loses nothing but white space', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('. ', '\n', '\r\n', 'A')),
        ),
        (parts) => {
          const text = parts.join('');
          const sentences = splitSentences(text);
          for (const { text: sentence, start, end } of sentences) {
            expect(text.slice(start, end)).toBe(sentence);
          }
          const held = sentences.map((sentence) => sentence.text).join('');
          expect(held.replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        },
      ),
    );
  });

  it('takes a megabyte on one line in a few seconds', () => {
    const text = 'The heron waited by the lake. '.repeat(35_000);
    const started = performance.now();
    expect(splitSentences(text)).toHaveLength(35_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('joinSentences', () => {
  it('puts a space between sentences, and none after a Chinese full stop', () => {
    expect(joinSentences(splitSentences('One.\n\nTwo  is\nlonger.'))).toBe('One. Two is longer.');
    expect(joinSentences(splitSentences('今天很好。\n明天也好。'))).toBe('今天很好。明天也好。');
  });
});
