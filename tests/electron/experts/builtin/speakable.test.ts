import { describe, expect, it } from 'vitest';
import { toSpeakable } from '../../../../electron/experts/builtin/speakable.ts';

function spoken(text: string): string {
  return toSpeakable(text)
    .pieces.map((piece) => piece.text)
    .join(' / ');
}

describe('toSpeakable', () => {
  it.each([
    ['5% of €30 & more', '5 percent of 30 euros and more'],
    ['It costs €20.50, £4.50 or 20.50 €.', 'It costs 20 euros 50, 4 pounds 50 or 20 euros 50.'],
    ['€1 or $1,234.56', '1 euro or 1,234 dollars 56'],
    ['€5 million', '5 million euros'],
    ['20 °C and 2 m²', '20 degrees Celsius and 2 m squared'],
    ['3 × 4 = 12', '3 times 4 equals 12'],
    ['2½ of ½', '2 and a half of a half'],
    ['10–12 km', '10 to 12 km'],
    ['a < b', 'a less than b'],
    ['foo@bar.com', 'foo at bar dot com'],
    ['See https://www.example.com/a_b?c=1.', 'See example dot com.'],
    ['“Café” naïve Łódź', '"Cafe" naive lodz'],
    ['one – two', 'one, two'],
  ])('reads %j as %j', (text, expected) => {
    expect(spoken(text)).toBe(expected);
  });

  it.each([
    ['# Title', 'Title'],
    ['**bold** and _it_ and `code` and ~~gone~~', 'bold and it and code and gone'],
    ['[a link](https://example.com) ![a picture](p.png)', 'a link a picture'],
    ['> quoted', 'quoted'],
    ['- one\n- two', 'one / two'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a, b / 1, 2'],
    ['```js\nx\n```', 'x'],
    ['<b>Hi</b> <a href="x">there</a>', 'Hi there'],
  ])('takes the marks out of %j', (text, expected) => {
    expect(spoken(text)).toBe(expected);
  });

  it('keeps underscores and stars that are not marks from being read out', () => {
    expect(spoken('snake_case 2 * 3')).toBe('snake case 2 times 3');
  });

  it('pauses at sentences, lines and paragraphs', () => {
    const { pieces } = toSpeakable('Dr. Smith came. He left.\nA line\n\nA paragraph');
    expect(pieces).toEqual([
      { text: 'Dr. Smith came.', pause: 'sentence' },
      { text: 'He left.', pause: 'line' },
      { text: 'A line', pause: 'paragraph' },
      { text: 'A paragraph', pause: 'none' },
    ]);
  });

  it('joins lines that a margin has parted', () => {
    const wrapped = 'This line was broken by a margin of some sixty letters, and\nit goes on here.';
    expect(spoken(wrapped)).toBe(wrapped.replace('\n', ' '));
  });

  it('counts emoji, joined ones and flags as one each, and speaks none', () => {
    const { pieces, emojiCount } = toSpeakable('Hi 👩‍👩‍👧 there 🇫🇷 and 1️⃣ 🙂!');
    expect(pieces.map(({ text }) => text)).toEqual(['Hi there and!']);
    expect(emojiCount).toBe(4);
  });

  it('leaves out and tells what English has no sound for', () => {
    const { pieces, unsayable } = toSpeakable('中文 and English');
    expect(pieces.map(({ text }) => text)).toEqual(['and English']);
    expect(unsayable).toEqual(['中', '文']);
  });

  it.each(['中文', '🙂', '…', '- \n***\n', '\u0007'])('finds nothing to say in %j', (text) => {
    expect(toSpeakable(text).pieces).toEqual([]);
  });

  it('gives printable ASCII in pieces of bounded length that lose no word', () => {
    const text = Array.from({ length: 400 }, (_, n) => `word${n}${n % 40 === 39 ? ',' : ''}`).join(
      ' ',
    );
    const { pieces } = toSpeakable(`${text} \u0000\u0007ü ${'x'.repeat(1000)}`);
    expect(pieces.length).toBeGreaterThan(8);
    for (const piece of pieces) {
      expect(piece.text).toMatch(/^[\x20-\x7e]{1,300}$/);
    }
    const joined = pieces.map((piece) => piece.text).join(' ');
    expect(joined.startsWith(text)).toBe(true);
    expect(joined.replace(/[^x]/g, '')).toHaveLength(1000);
  });

  it.each([
    '*',
    '*a ',
    '`',
    '_a',
    '1,',
    '[a](',
    '<a b="',
    '|',
    '- ',
    '\n ',
    'http://',
    'a@',
    '€',
    '#',
    'Dr. ',
  ])('takes time in proportion to a long run of %j', (unit) => {
    const start = performance.now();
    toSpeakable(unit.repeat(50_000 / unit.length));
    expect(performance.now() - start).toBeLessThan(5_000); // 0.15 s; a quadratic pattern takes a minute
  });
});
