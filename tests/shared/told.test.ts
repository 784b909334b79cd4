import { describe, expect, it } from 'vitest';
import { AS_WRITTEN, type Told, toldSchema } from '../../shared/told.ts';

const TABLE = {
  ...AS_WRITTEN,
  stopped: 'It stopped.',
  read: '{file} has {count, plural, one {# page} other {# pages}}.',
} as const;

const schema = toldSchema(TABLE);

describe('a sentence said by code', () => {
  it('is read as it was written', () => {
    const said: readonly Told<typeof TABLE>[] = [
      { code: 'stopped' },
      { code: 'read', values: { file: 'a.pdf', count: 2 } },
    ];
    for (const one of said) {
      expect(schema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
    }
  });

  it('may be a plain text, which then is shown as it is', () => {
    const read = schema.parse('It was {reduced}.');
    expect(read).toEqual({ code: 'as-written', values: { text: 'It was {reduced}.' } });
    expect(schema.parse(read)).toEqual(read);
  });

  it('is refused under a code that there is not', () => {
    expect(schema.safeParse({ code: 'unheard' }).success).toBe(false);
  });

  it('has by its type what its message needs, and nothing else', () => {
    // @ts-expect-error Its message has placeholders.
    const bare: Told<typeof TABLE> = { code: 'read' };
    // @ts-expect-error Its message has no placeholders.
    const full: Told<typeof TABLE> = { code: 'stopped', values: { file: 'a.pdf' } };
    // @ts-expect-error A plural takes a number.
    const text: Told<typeof TABLE> = { code: 'read', values: { file: 'a.pdf', count: 'two' } };
    expect([bare, full, text]).toHaveLength(3);
  });
});
