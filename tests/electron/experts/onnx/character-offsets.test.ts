import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignPieces } from '../../../../electron/experts/onnx/character-offsets.ts';

const WORD_PIECE = { isByteLevel: false, unknown: '[UNK]' };
const BYTES = { isByteLevel: true, unknown: '<unk>' };

function slices(text: string, pieces: readonly string[], form = WORD_PIECE): readonly string[] {
  return alignPieces(text, pieces, form).map(({ start, end }) => text.slice(start, end));
}

describe('alignPieces', () => {
  it.each<[string, string[], string[]]>([
    [' Playing', ['play', '##ing'], ['Play', 'ing']],
    [' Ñandú,', ['nan', '##du', ','], ['Ñan', 'dú', ',']],
    [' cafe\u0301s', ['cafe', '##s'], ['cafe\u0301', 's']],
    [' banana', ['ban', '##an', '##a'], ['ban', 'an', 'a']],
    ['😀!', ['[UNK]', '!'], ['😀', '!']],
    ['a😀b', ['[UNK]'], ['a😀b']],
    [' ﬁne', ['▁fi', 'ne'], ['ﬁ', 'ne']],
  ])('finds in %j the pieces %j', (text, pieces, expected) => {
    expect(slices(text, pieces)).toEqual(expected);
  });

  it('counts the bytes of byte-level pieces', () => {
    const byteLetters = (text: string) => 'x'.repeat(Buffer.byteLength(text)); // one letter a byte
    expect(
      slices(' né😀', [byteLetters(' n'), byteLetters('é'), byteLetters('😀')], BYTES),
    ).toEqual(['n', 'é', '😀']);
  });

  it('stays within the text, whatever the pieces are', () => {
    const piece = fc.oneof(fc.constant('[UNK]'), fc.string({ unit: 'grapheme', maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(piece),
        fc.boolean(),
        (text, pieces, isByteLevel) => {
          for (const { start, end } of alignPieces(text, pieces, { ...WORD_PIECE, isByteLevel })) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});
