import { describe, expect, it } from 'vitest';
import { createPieces } from '../../../../electron/controllers/local/pieces.ts';

describe('pieces of a text that is told again and again', () => {
  it('are what is new each time', async () => {
    const pieces = createPieces();
    const read = Array.fromAsync(pieces.all());
    for (const text of ['', 'a', 'a', 'ab']) {
      pieces.add(text);
      await Promise.resolve();
    }
    pieces.end('abcd');
    expect((await read).join('')).toBe('abcd');
  });

  it('come before the failure that ends them', async () => {
    const pieces = createPieces();
    pieces.add('a');
    pieces.fail(new Error('broken'));
    const all = pieces.all();
    expect(await all.next()).toEqual({ done: false, value: 'a' });
    await expect(all.next()).rejects.toThrow('broken');
  });

  it('go on where a text is begun anew, and fail where it is another one then', async () => {
    const alike = createPieces();
    const all = alike.all();
    alike.add('one two');
    expect(await all.next()).toMatchObject({ value: 'one two' });
    alike.add('one');
    alike.end('one two three');
    expect(await all.next()).toMatchObject({ value: ' three' });
    const other = createPieces();
    const rest = other.all();
    other.add('one two');
    await rest.next();
    other.end('one three');
    await expect(rest.next()).rejects.toMatchObject({ code: 'CONTROLLER_BUSY' });
  });
});
