// What of a request a plan may name in a slot for a file: the files that there are, and the addresses that
// the person wrote. Pure.

import { claimedKind, kindsOfFile, RESOURCE_KINDS, type ResourceKind } from '../../shared/media.ts';
import { referencesIn } from '../pipeline/planning/references.ts';
import type { PlanningInput } from './controller.ts';

/** A file by its name or an address, with the kinds of slot that it may stand in. */
export interface PlanSource {
  readonly name: string;
  readonly kinds: readonly ResourceKind[];
}

/** Addresses that are offered; no honest request comes near it. */
const MOST_ADDRESSES = 64;
const ADDRESS = /https?:\/\/[^\s<>"'`“”‘’「」]{1,2000}/gi;
/** Belongs to the sentence and not to the address. */
const AFTER = /[.,;:!?)\]}…。，、；：！？）】》]+$/u;

/** Of two files with one name, the request's own; each name once. */
export function planSources(
  input: Pick<PlanningInput, 'request' | 'history' | 'attachments' | 'earlier'>,
): readonly PlanSource[] {
  const { attachments, earlier } = input;
  const files = new Map([...earlier, ...attachments].map(({ name, kind }) => [name, kind]));
  const named = [...files].filter(([name]) => isPlain(name));
  return [
    ...named.map(([name, kind]) => ({ name, kinds: kindsOfFile(kind) })),
    ...addressesIn(input).filter(({ name }) => !files.has(name)),
  ];
}

/** What looks like a reference to a task is read as one, and what is blank as nothing. */
function isPlain(name: string): boolean {
  return name.trim() !== '' && referencesIn(name).length === 0;
}

function addressesIn({
  request,
  history,
}: Pick<PlanningInput, 'request' | 'history'>): readonly PlanSource[] {
  const said = [request, ...history.toReversed().map((turn) => turn.request)];
  const found = said.flatMap((text) => text.match(ADDRESS) ?? []);
  const whole = new Set(found.map((address) => address.replace(AFTER, '')));
  return [...whole]
    .filter((name) => URL.canParse(name))
    .slice(0, MOST_ADDRESSES)
    .map((name) => ({ name, kinds: kindsOf(name) }));
}

/** Of all kinds, where the address does not say which. */
function kindsOf(address: string): readonly ResourceKind[] {
  const kind = claimedKind(new URL(address).pathname);
  return kind === undefined ? RESOURCE_KINDS : kindsOfFile(kind);
}
