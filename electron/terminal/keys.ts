// `ensemble keys`: which keys there are and where they come from; setting and removing those that are kept.

import { AppError } from '../../shared/errors.ts';
import type { KeyListing, KeysOverview } from '../../shared/keys.ts';
import type { Console } from './console.ts';
import { readHiddenLine } from './hidden-line.ts';
import { withEngine } from './session.ts';
import { withLocal } from './with-local.ts';

/** Beside an engine that runs, too. @returns the exit status */
export function listKeysCommand(
  { json = false }: { readonly json?: boolean | undefined },
  console: Console,
): Promise<number> {
  return withLocal({}, async (_local, { keys }) => {
    const overview = await keys.overview();
    if (json) {
      console.print(JSON.stringify(overview));
    } else {
      printKeys(overview, console);
    }
    return 0;
  });
}

/** The key comes over standard input: arguments are seen by other programs. @returns the exit status */
export function setKeyCommand(variable: string, console: Console): Promise<number> {
  return withEngine({}, async ({ keys }) => {
    const { keys: known, saving } = await keys.overview();
    if (known.every((listing) => listing.variable !== variable)) {
      const names = known.map((listing) => listing.variable).join(', ');
      // The name is not repeated: someone may have put the key in its place.
      throw AppError.of('USAGE', { why: `No connection reads that name; there are ${names}.` });
    }
    if (saving !== 'keyring') {
      console.warn(PLAIN_WARNING);
    }
    await keys.set(variable, await readHiddenLine(`${variable}: `), { isPlainAccepted: true });
    printKept(await keys.overview(), variable, console);
    return 0;
  });
}

/** @returns the exit status: 1 where none was kept */
export function removeKeyCommand(variable: string, console: Console): Promise<number> {
  return withEngine({}, async ({ keys }) => {
    const { keys: known } = await keys.overview();
    const isKept = known.some((listing) => listing.variable === variable && listing.stored);
    if (!isKept) {
      console.warn('No key is kept under that name.');
      return 1;
    }
    keys.remove(variable);
    console.print(`The key for ${variable} was removed.`);
    return 0;
  });
}

const PLAIN_WARNING =
  'The terminal reaches no keyring: the key is kept as plain text in keys.json of the data folder, which ' +
  'only you may read. Set in the desktop program, it is protected by the keyring of the system.';

function printKeys({ keys }: KeysOverview, console: Console): void {
  for (const listing of keys) {
    const { variable, connections, isForHub } = listing;
    const uses = [...connections, ...(isForHub ? ['the Hub'] : [])].join(', ') || 'nothing now';
    console.print(`${variable.padEnd(24)}${stateOf(listing)}`);
    console.print(console.paint('dim', `${''.padEnd(24)}for ${uses}`));
  }
}

function stateOf({ source, environmentVariable, stored }: KeyListing): string {
  const kept = stored === undefined ? undefined : PROTECTIONS[stored.protection];
  switch (source) {
    case 'environment':
      return `from the environment (${environmentVariable})${kept === undefined ? '' : `; ${kept}, not used`}`;
    case 'token-file':
      return `from the token file of the Hub's tools${kept === undefined ? '' : `; ${kept}`}`;
    case 'stored':
    case 'none':
      return kept ?? 'not set';
  }
}

const PROTECTIONS = {
  keyring: 'kept, protected by the keyring of the system',
  plain: 'kept as plain text',
  locked: 'kept, locked here: the desktop program opens it',
} as const;

function printKept({ keys }: KeysOverview, variable: string, console: Console): void {
  const listing = keys.find((one) => one.variable === variable);
  console.print(`The key for ${variable} was kept.`);
  if (listing?.source === 'environment') {
    console.warn(
      `${listing.environmentVariable} is set in the environment, and is used before it.`,
    );
  }
}
