// Which keys there could be, from the connections and the Hub, and where each comes from now.

import type { ConnectionListing } from '../shared/controller-listing.ts';
import type { KeyListing } from '../shared/keys.ts';
import { keyVariables } from './controllers/openai/reached.ts';
import { findKeyIn } from './key-environment.ts';
import { HUB_TOKEN_VARIABLES, tokenInFile } from './library/hub-settings.ts';
import type { KeptKeys } from './store/keys-file.ts';

/** A connection that a key may be for. */
export type KeyUser = Pick<ConnectionListing, 'id' | 'name' | 'connection' | 'needsKey'> & {
  readonly baseUrl?: string | undefined;
};

interface ListedFrom {
  /** With what is kept behind it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly kept: KeptKeys;
  readonly users: readonly KeyUser[];
  /** Of a key that is kept; undefined while it is locked. */
  readonly keyOf: (variable: string) => string | undefined;
}

const [HUB_TOKEN] = HUB_TOKEN_VARIABLES;

interface Use {
  readonly variables: readonly [string, ...string[]];
  readonly user: KeyUser;
}

/** One for each variable; then what is kept and read by nothing any more. */
export function listKeys({ environment, kept, users, keyOf }: ListedFrom): readonly KeyListing[] {
  const uses = users
    .filter(({ needsKey, baseUrl }) => needsKey || baseUrl !== undefined)
    .map((user): Use => ({ user, variables: keyVariables(user.id, user.connection.preset) }));
  const byVariable = Map.groupBy(uses, ({ variables: [first] }) => first);
  const unread = Object.keys(kept).filter((variable) => !byVariable.has(variable));
  const listing = (variable: string, those: readonly Use[]): KeyListing => ({
    variable,
    connections: those.map(({ user }) => user.name),
    isForHub: variable === HUB_TOKEN,
    isExpected: those.some(({ user }) => user.needsKey || user.id !== user.connection.preset),
    ...sourceOf(variable, those[0]?.variables ?? [variable], environment),
    ...storedAs(variable, kept, keyOf(variable) === undefined),
  });
  return [
    ...[...byVariable].map(([variable, those]) => listing(variable, those)),
    ...unread.map((variable) => listing(variable, [])),
  ];
}

function sourceOf(
  variable: string,
  variables: readonly string[],
  environment: NodeJS.ProcessEnv,
): Pick<KeyListing, 'source' | 'environmentVariable'> {
  const found = findKeyIn(environment, variables);
  if (found?.source === 'environment') {
    return { source: 'environment', environmentVariable: found.variable };
  }
  if (found !== undefined) {
    return { source: 'stored' };
  }
  const isInFile = variable === HUB_TOKEN && tokenInFile(environment) !== undefined;
  return { source: isInFile ? 'token-file' : 'none' };
}

function storedAs(variable: string, kept: KeptKeys, isLocked: boolean): Pick<KeyListing, 'stored'> {
  const record = kept[variable];
  return record === undefined
    ? {}
    : {
        stored: {
          protection: isLocked ? 'locked' : record.protection,
          setAt: record.setAt,
        },
      };
}
