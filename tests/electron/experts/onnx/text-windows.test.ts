import { describe, expect, it } from 'vitest';
import { sentencePieces, textWindows } from '../../../../electron/experts/onnx/text-windows.ts';

const atMost = (words: number) => (text: string) => text.split(/\s+/u).length <= words;

describe('pieces of a text', () => {
  it('are its sentences, with what is between them', () => {
    expect(sentencePieces('One two. Three four.\n\nFive.', atMost(10))).toEqual([
      { text: 'One two.', after: ' ' },
      { text: 'Three four.', after: '\n\n' },
      { text: 'Five.', after: '' },
    ]);
  });

  it('part a long sentence after a comma, else between words, else anywhere', () => {
    const long = 'One two three, four five six.';
    const texts = (text: string, words: number) =>
      sentencePieces(text, atMost(words)).map((piece) => piece.text);
    expect(texts(long, 4)).toEqual(['One two three,', 'four five six.']);
    expect(texts('One two three four.', 2)).toEqual(['One two', 'three four.']);
    const pieces = sentencePieces('abcdefgh', (text) => text.length <= 2);
    expect(pieces.map((piece) => piece.text)).toEqual(['ab', 'cd', 'ef', 'gh']);
  });

  it('are put together to windows as long as they fit', () => {
    expect(textWindows('One. Two. Three. Four. Five.', atMost(2))).toEqual([
      'One. Two.',
      'Three. Four.',
      'Five.',
    ]);
    expect(textWindows(' ', atMost(2))).toEqual([]);
  });
});
