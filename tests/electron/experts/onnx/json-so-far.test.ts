import { describe, expect, it } from 'vitest';
import {
  begunAfter,
  continuations,
  extend,
  type JsonSoFar,
  NOTHING,
} from '../../../../electron/experts/onnx/json-so-far.ts';

function written(...bytes: readonly number[]): JsonSoFar | undefined {
  return bytes.reduce<JsonSoFar | undefined>(
    (before, byte) => before && extend(before, [byte]),
    NOTHING,
  );
}

describe('a JSON text that is written byte by byte', () => {
  it('can be read up to its last whole character', () => {
    const [a, b, c] = Buffer.from('中');
    expect(written(0x22, a ?? 0, b ?? 0)).toMatchObject({ text: '"', begun: [a, b] });
    expect(written(0x22, a ?? 0, b ?? 0, c ?? 0)).toMatchObject({ text: '"中', begun: [] });
    expect(extend(NOTHING, Buffer.from('\uFEFF"'))).toMatchObject({ text: '\uFEFF"' });
  });

  it('says where it stands', () => {
    const places = ['{', '{"', '{"a\\', '{"a\\"', '{"a\\""', '{"a\\\\"'].map(
      (text) => extend(NOTHING, Buffer.from(text))?.place,
    );
    expect(places).toEqual(['outside', 'string', 'escape', 'string', 'outside', 'outside']);
  });

  it('does not go on with bytes that are no UTF-8', () => {
    for (const bytes of [[0x80], [0xc0], [0xed, 0xa0], [0xe0, 0x80], [0xf4, 0x90], [0xf5]]) {
      expect(written(...bytes)).toBeUndefined();
    }
  });

  it('knows the bytes that go on with a character: all those that can be read, and no others', () => {
    for (const first of Array.from({ length: 0xf5 - 0xc2 }, (_, i) => 0xc2 + i)) {
      const readable = Array.from({ length: 256 }, (_, byte) => byte).filter(
        (byte) => extend(NOTHING, [first, byte]) !== undefined,
      );
      expect(continuations([first])).toEqual(readable);
      const second = readable[0] ?? 0;
      expect(begunAfter([first], second)).toEqual(written(first, second)?.begun);
    }
  });
});
