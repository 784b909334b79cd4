// The keys of services: which are kept, and the environment with them behind it, which whoever sends a key
// reads at that moment. No other part of the program holds one, and nothing here gives one out by itself.

import { setTimeout as delay } from 'node:timers/promises';
import { AppError, detail, type ErrorDetail, type Said } from '../shared/errors.ts';
import {
  type KeyFault,
  type KeyListing,
  type KeySaving,
  type KeysOverview,
  keyFault,
} from '../shared/keys.ts';
import { withKeptKeys } from './key-environment.ts';
import { type KeyUser, listKeys } from './key-listings.ts';
import type { Keyring } from './keyring.ts';
import { createSealedKeys } from './sealed-keys.ts';
import { type KeptKeys, readKeys, writeKeys } from './store/keys-file.ts';

export interface KeysOptions {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** None in the server and the terminal host. */
  readonly keyring?: Keyring | undefined;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The connections as they are now. */
  readonly users: () => readonly KeyUser[];
}

export interface Keys {
  /** What is set in the environment, and behind it what is kept; as it is whenever it is read. */
  readonly environment: NodeJS.ProcessEnv;
  /** Resolves when what is kept can be read, or when the keyring takes long; it may come later then. */
  readonly ready: () => Promise<void>;
  /** @throws AppError KEYRING_FAILED */
  readonly overview: () => Promise<KeysOverview>;
  /** @throws AppError KEY_REFUSED, KEYRING_FAILED, HOME_UNUSABLE or DISK_FULL */
  readonly set: (variable: string, text: string, said?: Accepted) => Promise<void>;
  /** @throws AppError HOME_UNUSABLE or DISK_FULL */
  readonly remove: (variable: string) => void;
}

interface Accepted {
  /** The person was told that it will be kept as plain text. */
  readonly isPlainAccepted?: boolean;
}

/** Milliseconds: a keyring may ask the person for a password first. */
const READY_MS = 3000;

const FAULTS: Readonly<Record<KeyFault, ErrorDetail>> = {
  empty: detail('key-empty'),
  spaces: detail('key-spaces'),
  long: detail('longer-than', { characters: 10_000 }),
  characters: detail('key-characters'),
};

/** @throws AppError HOME_UNUSABLE where keys.json can't be read */
export function createKeys(options: KeysOptions): Keys {
  const { home, environment, keyring, clock, users } = options;
  const sealed = createSealedKeys(keyring);
  let kept = readKeys(home);
  const change = (changed: (before: KeptKeys) => KeptKeys) => {
    const next = changed(readKeys(home));
    writeKeys(home, next);
    kept = next;
  };
  const keyOf = (variable: string) => {
    const record = Object.hasOwn(kept, variable) ? kept[variable] : undefined;
    return record?.protection === 'keyring' ? sealed.keyOf(record.sealed) : record?.key;
  };
  const view = withKeptKeys(environment, keyOf);
  const ready = () => {
    const opened = sealed.open(sealedIn(kept), (before, after) => {
      change((keys) => renewed(keys, before, after));
    });
    return Promise.race([opened, delay(READY_MS, undefined, { ref: false })]);
  };
  const listed = () => listKeys({ environment: view, kept, users: users(), keyOf });
  void ready(); // so that most of them are there when they are first asked for
  return {
    environment: view,
    ready,
    overview: async () => {
      const saving = await savingBy(keyring);
      await ready();
      return { keys: listed(), saving };
    },
    set: async (variable, text, { isPlainAccepted = false } = {}) => {
      const key = checkedKey(variable, text, listed());
      const setAt = clock();
      if (keyring !== undefined && (await keyring.isProtecting())) {
        const bytes = await keyring.seal(key);
        change((keys) => ({
          ...keys,
          [variable]: { protection: 'keyring', sealed: bytes, setAt },
        }));
        sealed.remember(bytes, key);
      } else if (isPlainAccepted) {
        change((keys) => ({ ...keys, [variable]: { protection: 'plain', key, setAt } }));
      } else {
        throw refused(variable, detail('plain-not-accepted'));
      }
    },
    remove: (variable) => change(({ [variable]: _, ...rest }) => rest),
  };
}

async function savingBy(keyring: Keyring | undefined): Promise<KeySaving> {
  if (keyring === undefined) {
    return 'plain-host';
  }
  return (await keyring.isProtecting()) ? 'keyring' : 'plain-backend';
}

/** @throws AppError KEY_REFUSED, which does not repeat it */
function checkedKey(variable: string, text: string, listed: readonly KeyListing[]): string {
  const known = listed.map((listing) => listing.variable);
  if (!known.includes(variable)) {
    // The name is not repeated: someone may have put the key in its place.
    throw refused(detail('this-name'), detail('no-such-key', { known: known.join(', ') }));
  }
  const fault = keyFault(text);
  if (fault !== undefined) {
    throw refused(variable, FAULTS[fault]);
  }
  return text.trim();
}

function refused(variable: Said, why: ErrorDetail): AppError {
  return AppError.of('KEY_REFUSED', { variable, why });
}

function sealedIn(kept: KeptKeys): readonly string[] {
  return Object.values(kept).flatMap((record) =>
    record.protection === 'keyring' ? [record.sealed] : [],
  );
}

function renewed(keys: KeptKeys, before: string, after: string): KeptKeys {
  return Object.fromEntries(
    Object.entries(keys).map(([variable, record]) => [
      variable,
      record.protection === 'keyring' && record.sealed === before
        ? { ...record, sealed: after }
        : record,
    ]),
  );
}
