import { describe, expect, it } from 'vitest';
import { cardParagraphs } from '../../../electron/library/card-text.ts';

const FIRST = 'The first paragraph of a page.';
const NEXT = 'And one more that follows it.';

describe('the first paragraphs of a page', () => {
  it.each([
    ['front matter', `---\nlicense: mit\n---\n${FIRST}`],
    ['front matter with Windows line ends', `\uFEFF---\r\nlicense: mit\r\n---\r\n\r\n${FIRST}\r\n`],
    ['headings', `# Name\n\n## About\n${FIRST}\n\n### Use`],
    ['a heading with a line under it', `A name of the model\n===================\n${FIRST}`],
    ['rules and short labels', `---\n\n***\n\nNew!\n\n${FIRST}`],
    ['badges', `[![build](https://x/b.svg)](https://x) ![logo](<a b.png>)\n\n${FIRST}`],
    [
      'code',
      `\`\`\`py\nthis is code, and quite long\n\`\`\`\n~~~~\nmore\n~~~\nof it\n~~~~\n    indented code here\n\n${FIRST}`,
    ],
    [
      'tables',
      `| a | table with a lot of words |\n|---|---|\n| 1 | 2 and so on and so on |\n\n${FIRST}`,
    ],
    ['HTML', `<div align="center">\n<img src="x.png"\n alt="y">\n</div>\n\n<b>${FIRST}</b>`],
    [
      'scripts and comments',
      `<script>\n\nalert('this is not text')\n</script>\n<!-- nor\n\nis this -->\n${FIRST}`,
    ],
    ['where links lead to', `[ref]: https://example.org/somewhere\n\n${FIRST}`],
    ['control characters', `\u001B\u202E${FIRST.replace(' ', '\u0000 ')}`],
  ])('leave out %s', (_, page) => {
    expect(cardParagraphs(page)).toEqual([FIRST]);
  });

  it.each([
    ['[The first](https://x/(y)z "t") paragraph [of][1] a page.', 'links are their words'],
    ['**The** _first_ `paragraph` ~~of~~ *a* __page__.', 'emphasis is left out'],
    ['The first\nparagraph\n  of a page.', 'lines are joined'],
    ['> [!NOTE]\n> The first paragraph of a page.', 'quotes are text'],
    ['The first paragraph\\_of a page.', 'escapes are undone', 'The first paragraph_of a page.'],
    [
      'Uses snake_case_names &amp; x &lt; y in text.',
      'names',
      'Uses snake_case_names & x < y in text.',
    ],
    [
      '- The first: of a list\n- *Next*: of it\n',
      'a list is one',
      'The first: of a list · Next: of it',
    ],
    [
      '这是一个用于判断文本情绪的小模型，支持中文和英文。',
      'other scripts',
      '这是一个用于判断文本情绪的小模型，支持中文和英文。',
    ],
  ])('%s (%s)', (page, _, text = FIRST) => {
    expect(cardParagraphs(page)).toEqual([text]);
  });

  it('are four at most', () => {
    expect(cardParagraphs(`${FIRST}\n\n${NEXT}\n\n`.repeat(5))).toEqual([FIRST, NEXT, FIRST, NEXT]);
  });

  it('are cut at the end of a word', () => {
    const [only = '', ...others] = cardParagraphs('mood '.repeat(1000));
    expect(others).toEqual([]);
    expect(only).toMatch(/^(?:mood )+mood…$/);
    expect(only.length).toBeLessThanOrEqual(1200);
  });

  it.each([
    ['nothing', ''],
    ['front matter without an end', '---\nlicense: mit\nmodel: of many words that go on'],
    ['a script without an end', '<script> var text = "of many words that go on"'],
    ['a fence without an end', '```\ncode of many words that go on'],
  ])('are none where there is %s', (_, page) => {
    expect(cardParagraphs(page)).toEqual([]);
  });

  it.each([
    '[',
    '![',
    '[a](',
    '[a](b(',
    '<',
    '<a ',
    '*',
    '_',
    '`',
    '> ',
    '- ',
    '&',
    '|',
    '\n',
    ' ',
    '\\',
  ])('are found in no time among many of %j', (piece) => {
    const started = performance.now();
    cardParagraphs(piece.repeat(2_000_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
