import { describe, expect, it } from 'vitest';
import { soundSchema } from '../../../../electron/experts/onnx/sound-schema.ts';

const LARGEST = 999_999_999_999_999;

describe('a schema for the grammar', () => {
  it('bounds numbers wherever they stand, on the sides that are open', () => {
    const open = { type: 'integer' };
    const bounded = { type: 'integer', minimum: -LARGEST, maximum: LARGEST };
    expect(
      soundSchema({
        properties: { a: open, list: { items: open }, either: { anyOf: [open, { type: 'null' }] } },
        $defs: { b: { type: 'number', minimum: 3 } },
      }),
    ).toEqual({
      properties: {
        a: bounded,
        list: { items: bounded },
        either: { anyOf: [bounded, { type: 'null' }] },
      },
      $defs: { b: { type: 'number', minimum: 3, maximum: LARGEST } },
    });
  });

  it('leaves what the schema bounds itself, and values that only look like schemas', () => {
    const schema = {
      properties: { type: { enum: ['integer', { type: 'integer' }] } },
      const: { type: 'integer' },
    };
    expect(soundSchema(schema)).toEqual(schema);
    const positive = { type: 'integer', exclusiveMinimum: 0, maximum: 9 };
    expect(soundSchema(positive)).toEqual(positive);
  });

  it('has no expressions, since those would let quotes into texts', () => {
    const text = { type: 'string', pattern: '^.*$', format: 'uri', maxLength: 9 };
    expect(soundSchema(text)).toEqual({ type: 'string', maxLength: 9 });
    expect(soundSchema({ properties: { pattern: text } })).toEqual({
      properties: { pattern: { type: 'string', maxLength: 9 } },
    });
  });
});
