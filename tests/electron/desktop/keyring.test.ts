import { expect, test } from 'vitest';
import { createKeyringAnswers, type Safe } from '../../../electron/desktop/keyring.ts';
import type { KeyringQuestion } from '../../../electron/desktop/keyring-messages.ts';

/** Turns a text around, under a mark as Chromium's. */
function safeWith(changes: Partial<Safe> = {}, mark = 'v11'): Safe {
  const turned = (text: string) => [...text].toReversed().join('');
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.from(mark + turned(text)),
    decryptStringAsync: async (bytes) => ({
      ...{ result: turned(bytes.toString().slice(3)), shouldReEncrypt: false },
    }),
    ...changes,
  };
}

async function answerOf(
  ask: KeyringQuestion['ask'],
  safe: Safe,
  platform: NodeJS.Platform = 'linux',
) {
  const { id, answer } = await createKeyringAnswers(
    safe,
    platform,
  )({ type: 'keyring', id: 7, ask });
  expect(id).toBe(7);
  return answer;
}

const PROTECTING = { what: 'protecting' } as const;

test('seals and opens by the asynchronous calls', async () => {
  const sealed = await answerOf({ what: 'seal', key: 'abc' }, safeWith());
  expect(sealed).toEqual({ what: 'seal', sealed: Buffer.from('v11cba').toString('base64') });
  const opened = await answerOf(
    { what: 'open', sealed: Buffer.from('v11cba').toString('base64') },
    safeWith(),
  );
  expect(opened).toEqual({ what: 'open', key: 'abc' });
});

test.each([
  ['with a keyring', true, safeWith(), 'linux'],
  ['with the basic backend', false, safeWith({ getSelectedStorageBackend: () => 'basic_text' })],
  ['where the keyring that should be there does not answer', false, safeWith({}, 'v10')],
  [
    'where nothing can be encrypted',
    false,
    safeWith({ isAsyncEncryptionAvailable: async () => false }),
  ],
  ['on macOS, whose bytes begin with v10 too', true, safeWith({}, 'v10'), 'darwin'],
  ['on Windows', true, safeWith({}, 'v10'), 'win32'],
] as const)('says whether it protects: %s', async (_, isProtecting, safe, platform = 'linux') => {
  expect(await answerOf(PROTECTING, safe, platform)).toEqual({ what: 'protecting', isProtecting });
});

test('seals nothing with a key that everybody knows', async () => {
  const answer = await answerOf({ what: 'seal', key: 'abc' }, safeWith({}, 'v10'));
  expect(answer).toMatchObject({ what: 'failed' });
});

test('what it throws is told to nobody', async () => {
  const thrown = () => Promise.reject(new Error('abc was to be kept'));
  const safe = safeWith({ encryptStringAsync: thrown, decryptStringAsync: thrown });
  for (const ask of [
    PROTECTING,
    { what: 'seal', key: 'abc' },
    { what: 'open', sealed: 'YQ==' },
  ] as const) {
    const answer = await answerOf(ask, safe);
    expect(answer).toMatchObject({ what: 'failed' });
    expect(JSON.stringify(answer)).not.toContain('abc');
  }
});

test('what should be sealed anew is', async () => {
  const decryptStringAsync: Safe['decryptStringAsync'] = async () => ({
    ...{ result: 'abc', shouldReEncrypt: true },
  });
  expect(
    await answerOf({ what: 'open', sealed: 'YQ==' }, safeWith({ decryptStringAsync })),
  ).toEqual({
    ...{ what: 'open', key: 'abc', resealed: Buffer.from('v11cba').toString('base64') },
  });
});
