// `safeStorage`: seals with a key of its own that lies in the profile, as a keyring keeps one between two
// starts. STAND_IN_KEYRING makes it one of the other kinds that there are on Linux.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app.ts';

/** `basic`: there is none; `away`: the desktop has one that does not answer; `locked`: it opens nothing. */
const kind = process.env.STAND_IN_KEYRING ?? 'keyring';
const isProtecting = kind === 'keyring' || kind === 'locked';

/** As Chromium marks what it sealed with the key in its own source, and with one of a keyring. */
const MARK = Buffer.from(isProtecting ? 'v11' : 'v10');

function keyOfProfile(): Buffer {
  if (!isProtecting) {
    return createHash('sha256').update('known to all').digest();
  }
  const place = join(app.getPath('userData'), 'stand-in-keyring');
  if (!existsSync(place)) {
    mkdirSync(app.getPath('userData'), { recursive: true });
    writeFileSync(place, randomBytes(32));
  }
  return readFileSync(place);
}

function mustBeReady(): void {
  if (!app.isReady()) {
    throw new Error('safeStorage cannot be used before app is ready');
  }
}

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => {
    mustBeReady();
    return true;
  },
  getSelectedStorageBackend: () => (kind === 'basic' ? 'basic_text' : 'gnome_libsecret'),
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    mustBeReady();
    const start = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOfProfile(), start);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([MARK, start, cipher.getAuthTag(), sealed]);
  },
  decryptStringAsync: async (bytes: Buffer) => {
    mustBeReady();
    if (kind === 'locked' || !bytes.subarray(0, 3).equals(MARK)) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.');
    }
    const opening = createDecipheriv('aes-256-gcm', keyOfProfile(), bytes.subarray(3, 15));
    opening.setAuthTag(bytes.subarray(15, 31));
    const text = Buffer.concat([opening.update(bytes.subarray(31)), opening.final()]);
    return { result: text.toString('utf8'), shouldReEncrypt: false };
  },
};
