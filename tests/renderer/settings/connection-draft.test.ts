import { describe, expect, it } from 'vitest';
import {
  type ConnectionDraft,
  draftOfConnection,
  NEW_CONNECTION,
  parseConnection,
  removalOf,
} from '../../../renderer/settings/connection-draft.ts';
import type { ConnectionListing } from '../../../shared/controller-listing.ts';
import { type Connection, ConnectionSchema } from '../../../shared/controllers.ts';

const NONE: ReadonlySet<string> = new Set();

function draft(given: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return { ...NEW_CONNECTION, id: 'box', baseUrl: 'http://127.0.0.1:8080/v1', ...given };
}

function listing(id: string, connection: Connection): ConnectionListing {
  return {
    ...{ id, name: id, connection, isHere: true },
    ...{ needsKey: false, keyVariable: 'KEY', hasKey: false },
  };
}

describe('parseConnection', () => {
  it('takes a name and an address', () => {
    expect(parseConnection(draft(), NONE)).toEqual({
      id: 'box',
      connection: { preset: 'custom', baseUrl: 'http://127.0.0.1:8080/v1' },
    });
  });

  it('gives what the engine takes, with all that was filled in', () => {
    const parsed = parseConnection(
      draft({
        ...{ preset: 'azure', deployment: 'mini', apiVersion: '2024-10-21' },
        ...{ contextTokens: '32000', takesImages: true, priceInput: '0.15', priceOutput: '0.6' },
      }),
      NONE,
    );
    const connection = 'connection' in parsed ? parsed.connection : undefined;
    expect(ConnectionSchema.parse(connection)).toEqual(connection);
    expect(connection).toEqual({
      ...{ preset: 'azure', baseUrl: 'http://127.0.0.1:8080/v1' },
      ...{ deployment: 'mini', apiVersion: '2024-10-21' },
      ...{ contextTokens: 32_000, takesImages: true, price: { input: 0.15, output: 0.6 } },
    });
  });

  it('leaves out what is for Azure alone, and the usual address of a service', () => {
    const given = draft({ preset: 'ollama', baseUrl: '', deployment: 'mini' });
    expect(parseConnection(given, NONE)).toEqual({ id: 'box', connection: { preset: 'ollama' } });
  });

  it.each([
    ['a name with a space', { id: 'my box' }, 'id'],
    ['a name with a colon', { id: 'a:b' }, 'id'],
    ['a name that choices use', { id: 'local' }, 'id'],
    ['a name that is taken', { id: 'ollama' }, 'taken'],
    ['no address', { baseUrl: '' }, 'baseUrl'],
    ['an address of a file', { baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
    ['half a context', { contextTokens: '0.5' }, 'tokens'],
    ['words for a context', { contextTokens: 'many' }, 'tokens'],
    ['one price', { priceInput: '1' }, 'price'],
    ['a price below nothing', { priceInput: '-1', priceOutput: '1' }, 'price'],
  ] as const)('refuses %s', (_, given, fault) => {
    const parsed = parseConnection(draft(given), new Set(['ollama']));
    expect(parsed).toEqual({ faults: [fault] });
  });
});

describe('draftOfConnection', () => {
  it('brings back what was saved', () => {
    const connection: Connection = {
      ...{ preset: 'custom', baseUrl: 'http://127.0.0.1:1/v1', contextTokens: 4096 },
      price: { input: 0, output: 2 },
    };
    const parsed = parseConnection(draftOfConnection(listing('box', connection)), NONE);
    expect(parsed).toEqual({ id: 'box', connection });
  });
});

describe('removalOf', () => {
  it('removes one of the person’s own and resets one that comes along', () => {
    expect(removalOf(listing('box', { preset: 'ollama' }))).toBe('remove');
    expect(removalOf(listing('ollama', { preset: 'ollama', contextTokens: 1 }))).toBe('reset');
    expect(removalOf(listing('ollama', { preset: 'ollama' }))).toBeUndefined();
  });
});
