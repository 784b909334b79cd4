// Keys that the keyring has opened, by the bytes that it opened, for as long as the process lives. What it
// does not open stays locked, and is tried again when it is next asked for.

import { AppError } from '../shared/errors.ts';
import type { Keyring } from './keyring.ts';

export interface SealedKeys {
  /** Undefined while it is locked. */
  readonly keyOf: (sealed: string) => string | undefined;
  readonly remember: (sealed: string, key: string) => void;
  /** Resolves when each of them is open or has been refused. */
  readonly open: (
    sealed: readonly string[],
    resealed: (before: string, after: string) => void,
  ) => Promise<void>;
}

export function createSealedKeys(keyring: Keyring | undefined): SealedKeys {
  const values = new Map<string, string>();
  const asked = new Map<string, Promise<void>>();
  const openOne = async (ring: Keyring, sealed: string): Promise<string> => {
    const { key, resealed = sealed } = await ring.open(sealed);
    values.set(sealed, key).set(resealed, key);
    return resealed;
  };
  return {
    keyOf: (sealed) => values.get(sealed),
    remember: (sealed, key) => void values.set(sealed, key),
    open: async (all, onResealed) => {
      const opening = async (ring: Keyring, before: string) => {
        try {
          const after = await openOne(ring, before);
          if (after !== before) {
            onResealed(before, after);
          }
        } catch (error) {
          if (!(error instanceof AppError)) {
            throw error;
          }
          // It is listed as locked; and the old bytes of one that could not be written anew still open.
        } finally {
          asked.delete(before);
        }
      };
      if (keyring !== undefined) {
        for (const sealed of all.filter((one) => !values.has(one) && !asked.has(one))) {
          asked.set(sealed, opening(keyring, sealed));
        }
      }
      await Promise.all(all.map((sealed) => asked.get(sealed)));
    },
  };
}
