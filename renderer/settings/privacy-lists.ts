// What the section on privacy lists, put together from the overview of the wall.

import type {
  ConnectionOutcome,
  ConnectionRecord,
  Destination,
  NetworkOverview,
  Purpose,
} from '../../shared/connections.ts';
import type { ErrorDetail } from '../../shared/errors.ts';

/** A host, and all that it may have to be asked for. */
export interface ListedHost {
  readonly origin: string;
  readonly uses: readonly { readonly purpose: Purpose; readonly name?: string | undefined }[];
}

export interface HostGroup {
  /** Why they are not asked; undefined where they may be. */
  readonly refusal: ErrorDetail | undefined;
  readonly hosts: readonly ListedHost[];
}

/** Those that may be asked come first; of the others, all that have the same reason together. */
export function groupHosts(destinations: readonly Destination[]): readonly HostGroup[] {
  const groups = [...Map.groupBy(destinations, ({ refusal }) => refusal?.text).values()];
  return groups
    .map((members) => ({ refusal: members[0]?.refusal, hosts: hostsOf(members) }))
    .toSorted((a, b) => Number(a.refusal !== undefined) - Number(b.refusal !== undefined));
}

function hostsOf(destinations: readonly Destination[]): readonly ListedHost[] {
  return [...Map.groupBy(destinations, ({ origin }) => origin)].map(([origin, members]) => ({
    origin,
    uses: members.map(({ purpose, name }) => ({ purpose, name })),
  }));
}

/** Those that are not this machine itself. */
export function hostsAway(destinations: readonly Destination[]): readonly ListedHost[] {
  return hostsOf(destinations.filter(({ origin }) => !isHere(new URL(origin).hostname)));
}

/** How many hosts there are, and how many of them may be asked for something. */
export function countHosts(destinations: readonly Destination[]) {
  const origins = (of: readonly Destination[]) => new Set(of.map(({ origin }) => origin)).size;
  return {
    all: origins(destinations),
    allowed: origins(destinations.filter(({ refusal }) => refusal === undefined)),
  };
}

/** What went to other machines: how many connections, and the bytes of all of them. */
export function sumAway(records: readonly ConnectionRecord[]) {
  const away = records.filter(({ host, outcome }) => outcome.how !== 'refused' && !isHere(host));
  return {
    count: away.length,
    sent: away.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    received: away.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0),
  };
}

/** An address that only this machine itself can reach. */
function isHere(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/.test(host);
}

export interface ListedRecord {
  /** The same for as long as the record is kept. */
  readonly key: string;
  readonly record: ConnectionRecord;
}

/** The latest first. Two may have begun in the same moment. */
export function latestRecords(
  records: readonly ConnectionRecord[],
  count: number,
): readonly ListedRecord[] {
  const before = new Map<number, number>();
  const listed = records.map((record) => {
    const same = before.get(record.at) ?? 0;
    before.set(record.at, same + 1);
    return { key: `${record.at} ${same}`, record };
  });
  return listed.slice(-count).toReversed();
}

const USUAL_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** With its port, where that is not the scheme's own. */
export function hostOf({ scheme, host, port }: ConnectionRecord): string {
  return port === USUAL_PORTS[scheme] ? host : `${host}:${port}`;
}

/** What an outcome looks like; a page that answers with an error has answered. */
export type OutcomeLook = 'good' | 'refused' | 'open' | 'bad';

export function lookOf(outcome: ConnectionOutcome): OutcomeLook {
  switch (outcome.how) {
    case 'refused':
    case 'open':
      return outcome.how;
    case 'answered':
    case 'left':
      return outcome.status < 400 ? 'good' : 'bad';
    case 'failed':
      return 'bad';
  }
}

/** What is saved of the wall, under a name with the day. */
export function savedConnections(overview: NetworkOverview, now: Date) {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return {
    name: `ensemble-connections-${day}.json`,
    text: `${JSON.stringify({ savedAt: now.toISOString(), ...overview }, null, 2)}\n`,
  };
}
