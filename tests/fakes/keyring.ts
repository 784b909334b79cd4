// A keyring that really seals, and that a test can lock, change the key of and keep from answering.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keyring } from '../../electron/keyring.ts';
import { AppError } from '../../shared/errors.ts';

export interface FakeKeyring extends Keyring {
  isLocked: boolean;
  protects: boolean;
  /** Whatever is opened is sealed anew. */
  isChanged: boolean;
  /** Opening waits for it. */
  before: Promise<void>;
}

export function createFakeKeyring(): FakeKeyring {
  const secret = randomBytes(32);
  const sealed = (key: string): string => {
    const start = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret, start);
    const bytes = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
    return Buffer.concat([start, cipher.getAuthTag(), bytes]).toString('base64');
  };
  const ring: FakeKeyring = {
    ...{ isLocked: false, protects: true, isChanged: false, before: Promise.resolve() },
    isProtecting: async () => ring.protects,
    seal: async (key) => {
      if (ring.isLocked) {
        throw AppError.of('KEYRING_FAILED', { why: 'it is locked' });
      }
      return sealed(key);
    },
    open: async (text) => {
      await ring.before;
      if (ring.isLocked) {
        throw AppError.of('KEYRING_FAILED', { why: 'it is locked' });
      }
      const bytes = Buffer.from(text, 'base64');
      const opening = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      opening.setAuthTag(bytes.subarray(12, 28));
      const key = Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString();
      return { key, ...(ring.isChanged && { resealed: sealed(key) }) };
    },
  };
  return ring;
}
