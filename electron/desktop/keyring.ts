// The host's side of the keyring: Electron's safeStorage, by its asynchronous calls alone. What it throws is
// told to nobody, since nothing is known of what stands in it.

import type { SafeStorage } from 'electron';
import { detail } from '../../shared/errors.ts';
import type { KeyringAnswer, KeyringQuestion } from './keyring-messages.ts';

type Answer = KeyringAnswer['answer'];

/** The part of it that is used. */
export type Safe = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

export type AnswerKeyring = (question: KeyringQuestion) => Promise<KeyringAnswer>;

/** May be asked once the application is ready. */
export function createKeyringAnswers(safe: Safe, platform: NodeJS.Platform): AnswerKeyring {
  return async ({ id, ask }) => ({
    type: 'keyring',
    id,
    answer: await answerOf(ask, safe, platform),
  });
}

async function answerOf(
  ask: KeyringQuestion['ask'],
  safe: Safe,
  platform: NodeJS.Platform,
): Promise<Answer> {
  try {
    switch (ask.what) {
      case 'protecting':
        return { what: 'protecting', isProtecting: await isProtecting(safe, platform) };
      case 'seal':
        return await seal(ask.key, safe, platform);
      case 'open':
        return await open(ask.sealed, safe);
    }
  } catch {
    return { what: 'failed', why: WHY[ask.what] };
  }
}

const WHY = {
  protecting: detail('keyring-unasked'),
  seal: detail('keyring-unsealed'),
  open: detail('keyring-unopened'),
};

async function isProtecting(safe: Safe, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safe.isAsyncEncryptionAvailable())) {
    return false;
  }
  return (
    platform !== 'linux' ||
    (safe.getSelectedStorageBackend() !== 'basic_text' &&
      !isOpenToAll(await safe.encryptStringAsync('a trial'), platform))
  );
}

/** What Chromium seals with a key that stands in its own source begins so; keyrings make v11 and later. */
const BUILT_IN_KEY = Buffer.from('v10');

/**
 * On Linux the backend that is told is the one that the desktop should have. Where that does not answer, the
 * asynchronous calls still succeed, with a key that everybody knows; only the bytes say so.
 */
function isOpenToAll(bytes: Buffer, platform: NodeJS.Platform): boolean {
  return platform === 'linux' && bytes.subarray(0, BUILT_IN_KEY.length).equals(BUILT_IN_KEY);
}

async function seal(key: string, safe: Safe, platform: NodeJS.Platform): Promise<Answer> {
  const bytes = await safe.encryptStringAsync(key);
  return isOpenToAll(bytes, platform)
    ? { what: 'failed', why: detail('no-keyring') }
    : { what: 'seal', sealed: bytes.toString('base64') };
}

async function open(sealed: string, safe: Safe): Promise<Answer> {
  const { result: key, shouldReEncrypt } = await safe.decryptStringAsync(
    Buffer.from(sealed, 'base64'),
  );
  if (!shouldReEncrypt) {
    return { what: 'open', key };
  }
  const resealed = (await safe.encryptStringAsync(key)).toString('base64');
  return { what: 'open', key, resealed };
}
