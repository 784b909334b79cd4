import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAnswers } from '../../../../electron/experts/builtin/answer-finder.ts';
import type { RecognisedLine } from '../../../../electron/experts/builtin/ocr-lines.ts';

/** Words of 10 pixels a letter and 20 high; two spaces or more leave a wide gap. */
function line(text: string, y: number, paragraph = 0): RecognisedLine {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    confidence: 1,
    box: { x: match.index * 10, y, width: match[0].length * 10, height: 20 },
  }));
  return { words, paragraph };
}

const answer = (lines: readonly string[], question: string) =>
  findAnswers(
    lines.map((text, index) => line(text, index * 30)),
    question,
  )[0]?.text;

describe('finding answers among words', () => {
  it('reads a value behind its key', () => {
    expect(answer(['Room: 14', 'Floor: 2'], 'Which floor is it on?')).toBe('2');
  });

  it('reads a value right of its key', () => {
    expect(answer(['Net weight     4.2 kg', 'Origin         Peru'], 'What is the origin?')).toBe(
      'Peru',
    );
  });

  it('reads a value below its key', () => {
    expect(answer(['Occupation      Age', 'Carpenter       41'], 'What is the occupation?')).toBe(
      'Carpenter',
    );
  });

  it('reads a cell by its row and its heading', () => {
    const table = [
      'Train     Leaves    Platform',
      'Perth     9:15      3',
      'Leeds     9:40      7',
    ];
    expect(answer(table, 'Which platform does the Leeds train use?')).toBe('7');
    expect(answer(table, 'At what time leaves the Perth train?')).toBe('9:15');
  });

  it('takes a date out of a sentence that runs over two lines', () => {
    const lines = ['The lease of the flat begins on', '3 May 2025 and may be renewed.'];
    expect(answer(lines, 'When does the lease begin?')).toBe('3 May 2025');
  });

  it('does not join what stands in other paragraphs', () => {
    const lines = [
      line('The office closes early on Monday', 0),
      line('Rent is due on 3 May', 30, 1),
    ];
    expect(findAnswers(lines, 'When is the rent due?')[0]?.text).toBe('3 May');
  });

  it('finds nothing where no word is shared', () => {
    expect(answer(['Room: 14', 'Floor: 2'], 'Who painted the portrait?')).toBeUndefined();
  });

  it('never fails, scores within 0 and 1, and gives three at most', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(texts, fc.string({ unit: 'grapheme' }), (lines, question) => {
        const words = lines.map((text, index) => line(text, index * 30));
        const answers = findAnswers(words, question);
        expect(answers.length).toBeLessThanOrEqual(3);
        expect(answers.every(({ score }) => score > 0 && score <= 1)).toBe(true);
      }),
    );
  });
});
