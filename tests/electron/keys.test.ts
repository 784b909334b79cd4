import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeyUser } from '../../electron/key-listings.ts';
import { createKeys, type KeysOptions } from '../../electron/keys.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { createFakeKeyring } from '../fakes/keyring.ts';

const MARKER = 'sk-marker-7c1f04be99';
const NAME = 'OPENAI_API_KEY';

const user = (id: string, preset: KeyUser['connection']['preset'], needsKey = true): KeyUser => ({
  ...{ id, name: id, connection: { preset }, needsKey, baseUrl: 'http://127.0.0.1:1/v1' },
});

/** The folder of the Hub's tools is one where nothing is. */
const NO_TOKEN = { HF_TOKEN_PATH: join(temporaryFolder(), 'token') };

function keysOn(options: Partial<KeysOptions> = {}) {
  const { home = temporaryFolder(), environment = {} } = options;
  const users = () => [user('openai', 'openai'), user('huggingface', 'huggingface')];
  const keys = createKeys({
    ...{ home, users, clock: () => 1000, ...options },
    environment: { ...NO_TOKEN, ...environment },
  });
  const listing = async (variable = NAME) =>
    (await keys.overview()).keys.find((one) => one.variable === variable);
  return { home, keys, listing, file: () => readFileSync(join(home, 'keys.json'), 'utf8') };
}

describe('with a keyring', () => {
  it('keeps a key that only the keyring opens, and has it at once and after a new start', async () => {
    const keyring = createFakeKeyring();
    const { home, keys, listing, file } = keysOn({ keyring });
    await keys.set(NAME, ` ${MARKER}\n`);
    expect(keys.environment[NAME]).toBe(MARKER);
    expect(file()).not.toContain(MARKER);
    expect(await listing()).toEqual({
      ...{ variable: NAME, connections: ['openai'], isForHub: false, isExpected: true },
      ...{ source: 'stored', stored: { protection: 'keyring', setAt: 1000 } },
    });
    const later = keysOn({ home, keyring });
    await later.keys.ready();
    expect(later.keys.environment[NAME]).toBe(MARKER);
    later.keys.remove(NAME);
    expect(later.keys.environment[NAME]).toBeUndefined();
    expect(await later.listing()).toMatchObject({ source: 'none' });
  });

  it('says that one is locked where there is none, and leaves it in its place', async () => {
    const keyring = createFakeKeyring();
    const { home, keys, file } = keysOn({ keyring });
    await keys.set(NAME, MARKER);
    const before = file();
    const terminal = keysOn({ home });
    await terminal.keys.ready();
    expect(terminal.keys.environment[NAME]).toBeUndefined();
    expect(await terminal.listing()).toMatchObject({
      ...{ source: 'none', stored: { protection: 'locked', setAt: 1000 } },
    });
    await terminal.keys.set('HF_TOKEN', 'hf_other', { isPlainAccepted: true });
    expect(JSON.parse(file())).toMatchObject(JSON.parse(before));
  });

  it('opens one that was locked once the keyring is unlocked and it is looked at again', async () => {
    const keyring = createFakeKeyring();
    const { home, keys } = keysOn({ keyring });
    await keys.set(NAME, MARKER);
    keyring.isLocked = true;
    const later = keysOn({ home, keyring });
    expect(await later.listing()).toMatchObject({ stored: { protection: 'locked' } });
    keyring.isLocked = false;
    expect(await later.listing()).toMatchObject({ stored: { protection: 'keyring' } });
    expect(later.keys.environment[NAME]).toBe(MARKER);
  });

  it('does not wait for ever for a keyring that asks the person first, and hears it later', async () => {
    const keyring = createFakeKeyring();
    const { home, keys } = keysOn({ keyring });
    await keys.set(NAME, MARKER);
    const unlocking = Promise.withResolvers<void>();
    keyring.before = unlocking.promise;
    const later = keysOn({ home, keyring });
    await later.keys.ready();
    expect(later.keys.environment[NAME]).toBeUndefined();
    unlocking.resolve();
    await expect.poll(() => later.keys.environment[NAME]).toBe(MARKER);
  });

  it('writes anew what the keyring has sealed anew', async () => {
    const keyring = createFakeKeyring();
    const { home, keys, file } = keysOn({ keyring });
    await keys.set(NAME, MARKER);
    const before = file();
    keyring.isChanged = true;
    const later = keysOn({ home, keyring });
    await later.keys.ready();
    expect(file()).not.toBe(before);
    expect(later.keys.environment[NAME]).toBe(MARKER);
    keyring.isChanged = false;
    const last = keysOn({ home, keyring });
    await last.keys.ready();
    expect(last.keys.environment[NAME]).toBe(MARKER);
  });

  it('keeps nothing where it fails, and what was there stays', async () => {
    const keyring = createFakeKeyring();
    const { keys, file } = keysOn({ keyring });
    await keys.set(NAME, MARKER);
    const before = file();
    keyring.isLocked = true;
    await expect(keys.set(NAME, 'sk-new')).rejects.toMatchObject({ code: 'KEYRING_FAILED' });
    expect(file()).toBe(before);
    expect(keys.environment[NAME]).toBe(MARKER);
  });
});

describe('without one', () => {
  it.each([
    ['plain-host', undefined],
    ['plain-backend', Object.assign(createFakeKeyring(), { protects: false })],
  ] as const)('keeps plain text only where that was accepted: %s', async (saving, keyring) => {
    const { home, keys, listing, file } = keysOn({ keyring });
    expect(await keys.overview()).toMatchObject({ saving });
    await expect(keys.set(NAME, MARKER)).rejects.toMatchObject({ code: 'KEY_REFUSED' });
    expect(await listing()).toMatchObject({ source: 'none' });
    await keys.set(NAME, MARKER, { isPlainAccepted: true });
    expect(file()).toContain(MARKER);
    expect(await listing()).toMatchObject({ stored: { protection: 'plain' } });
    expect(JSON.stringify(await keys.overview())).not.toContain(MARKER);
    expect(keysOn({ home }).keys.environment[NAME]).toBe(MARKER);
  });
});

describe('the environment', () => {
  it('wins, and the listing says so by the name that is set', async () => {
    const environment = { [NAME]: 'sk-of-the-environment', HUGGING_FACE_HUB_TOKEN: 'hf_old_name' };
    const { keys, listing } = keysOn({ environment });
    await keys.set(NAME, MARKER, { isPlainAccepted: true });
    await keys.set('HF_TOKEN', MARKER, { isPlainAccepted: true });
    expect(keys.environment[NAME]).toBe('sk-of-the-environment');
    expect(await listing()).toMatchObject({
      ...{ source: 'environment', environmentVariable: NAME },
      stored: { protection: 'plain' },
    });
    expect(await listing('HF_TOKEN')).toMatchObject({
      ...{ source: 'environment', environmentVariable: 'HUGGING_FACE_HUB_TOKEN', isForHub: true },
    });
  });

  it('tells of the token file of the Hub’s tools, which a kept key comes before', async () => {
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, 'hf_in_file\n');
    const { keys, listing } = keysOn({ environment: { HF_TOKEN_PATH: file } });
    expect(await listing('HF_TOKEN')).toMatchObject({ source: 'token-file' });
    await keys.set('HF_TOKEN', MARKER, { isPlainAccepted: true });
    expect(await listing('HF_TOKEN')).toMatchObject({ source: 'stored' });
  });
});

describe('what is refused', () => {
  it.each([
    ['empty', '   \n'],
    ['with a space in it', `${MARKER} ${MARKER}`],
    ['too long', MARKER.repeat(600)],
    ['with characters that no header takes', `${MARKER}\u0007`],
    ['in another script', `${MARKER}密`],
  ])('is a key that is %s, without being repeated', async (_, text) => {
    const { keys, home } = keysOn();
    const error: unknown = await keys.set(NAME, text, { isPlainAccepted: true }).catch((e) => e);
    expect(error).toMatchObject({ code: 'KEY_REFUSED', data: { variable: NAME } });
    expect(JSON.stringify(error) + String(error)).not.toContain('marker');
    expect(() => readFileSync(join(home, 'keys.json'))).toThrow();
  });

  it.each(['PATH', 'OLLAMA_API_KEY', MARKER])(
    'is a key for %s, which nothing reads',
    async (name) => {
      const { keys } = keysOn();
      const error: unknown = await keys
        .set(name, 'sk-x', { isPlainAccepted: true })
        .catch((e) => e);
      expect(error).toMatchObject({ code: 'KEY_REFUSED' });
      expect(String(error)).not.toContain(MARKER);
      expect(keys.environment[name]).toBeUndefined();
    },
  );
});

it('a key whose connection is gone is listed, so that it can be removed', async () => {
  let users = [user('mine', 'custom', false), user('openai', 'openai')];
  const { keys, listing } = keysOn({ users: () => users });
  await keys.set('MINE_API_KEY', MARKER, { isPlainAccepted: true });
  users = users.slice(1);
  expect(await listing('MINE_API_KEY')).toMatchObject({ connections: [], source: 'stored' });
  keys.remove('MINE_API_KEY');
  expect(await listing('MINE_API_KEY')).toBeUndefined();
});
