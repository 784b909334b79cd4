import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffParts } from '../../../renderer/settings/line-diff.ts';

const shape = (parts: readonly DiffPart[]) =>
  parts.map((part) =>
    part.type === 'left-out' ? [part.type, part.count] : [part.type, part.lines],
  );

/** One side of the difference; what is left out counts as a line each. */
function side(parts: readonly DiffPart[], other: 'added' | 'removed'): readonly string[] {
  return parts.flatMap((part) =>
    part.type === 'left-out'
      ? Array.from({ length: part.count }, () => '…')
      : part.type === other
        ? []
        : part.lines,
  );
}

describe('diffParts', () => {
  it('shows what went and what came, with the lines around it', () => {
    expect(shape(diffParts('a\nb\nc', 'a\nx\nc'))).toEqual([
      ['same', ['a']],
      ['removed', ['b']],
      ['added', ['x']],
      ['same', ['c']],
    ]);
  });

  it('keeps the longest lines in common', () => {
    expect(shape(diffParts('one\ntwo\nthree', 'zero\none\nthree\nfour'))).toEqual([
      ['added', ['zero']],
      ['same', ['one']],
      ['removed', ['two']],
      ['same', ['three']],
      ['added', ['four']],
    ]);
  });

  it('leaves out what is far from any difference', () => {
    const before = Array.from({ length: 12 }, (_, place) => `line ${place}`);
    const after = [...before.slice(0, 6), 'new', ...before.slice(6)];
    expect(shape(diffParts(before.join('\n'), after.join('\n')))).toEqual([
      ['left-out', 4],
      ['same', ['line 4', 'line 5']],
      ['added', ['new']],
      ['same', ['line 6', 'line 7']],
      ['left-out', 4],
    ]);
  });

  it('has all lines of both texts, whatever they are', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const parts = diffParts(before.join('\n'), after.join('\n'));
        const masked = (lines: readonly string[], shown: readonly string[]) =>
          lines.map((line, place) => (shown[place] === '…' ? '…' : line));
        const [was, is] = [side(parts, 'added'), side(parts, 'removed')];
        expect(was).toEqual(masked(before, was));
        expect(is).toEqual(masked(after, is));
      }),
    );
  });

  it('takes two long texts without a line in common at once', () => {
    const long = (letter: string) => Array.from({ length: 3000 }, () => letter).join('\n');
    expect(diffParts(long('a'), long('b')).map(({ type }) => type)).toEqual(['removed', 'added']);
  });
});
