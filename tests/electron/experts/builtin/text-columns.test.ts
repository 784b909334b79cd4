import { describe, expect, it } from 'vitest';
import type { RecognisedLine } from '../../../../electron/experts/builtin/ocr-lines.ts';
import { separateColumns } from '../../../../electron/experts/builtin/text-columns.ts';

/** Words of 10 pixels a letter and 20 high; two spaces or more leave a wide gap. */
function page(...texts: readonly string[]): RecognisedLine[] {
  return texts.map((text, index) => ({
    paragraph: 0,
    words: [...text.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      confidence: 1,
      box: { x: match.index * 10, y: index * 30, width: match[0].length * 10, height: 20 },
    })),
  }));
}

const textOf = (lines: readonly RecognisedLine[]) =>
  lines.map(({ words }) => words.map(({ text }) => text).join(' '));

describe('separating columns', () => {
  it('puts the right column after the left, in a paragraph of its own', () => {
    const lines = separateColumns(
      page(
        'one two three four     five six seven eight',
        'nine ten more words    and so on to this',
        'end of the left side   end of right side',
      ),
    );
    expect(textOf(lines)).toEqual([
      'one two three four',
      'nine ten more words',
      'end of the left side',
      'five six seven eight',
      'and so on to this',
      'end of right side',
    ]);
    expect(lines[2]?.paragraph).not.toBe(lines[3]?.paragraph);
  });

  it('keeps a heading above both columns, and a line below them', () => {
    const texts = textOf(
      separateColumns(
        page(
          'a heading that runs over both of the columns',
          'one two three four     five six seven eight',
          'nine ten more words    and so on to this',
          'end of the left side   end of right side',
          'a foot line that again runs over both of them',
        ),
      ),
    );
    expect(texts[0]).toBe('a heading that runs over both of the columns');
    expect(texts.at(-1)).toBe('a foot line that again runs over both of them');
    expect(texts).toHaveLength(8);
  });

  it('separates three columns', () => {
    const row = 'aa bb cc dd    ee ff gg hh    ii jj kk ll';
    expect(textOf(separateColumns(page(row, row, row)))).toEqual([
      ...Array(3).fill('aa bb cc dd'),
      ...Array(3).fill('ee ff gg hh'),
      ...Array(3).fill('ii jj kk ll'),
    ]);
  });

  it('leaves the rows of a table as they are', () => {
    const table = page(
      'Description       Quantity   Price',
      'Anchor rope 20 m  2          18.50',
      'Brass shackle     10         3.20',
      'Signal lamp       1          64.90',
    );
    expect(separateColumns(table)).toEqual(table);
  });

  it('leaves plain text and an empty page as they are', () => {
    const text = page('just one column of words', 'that goes on and on', 'to the very end');
    expect(separateColumns(text)).toEqual(text);
    expect(separateColumns([])).toEqual([]);
  });
});
