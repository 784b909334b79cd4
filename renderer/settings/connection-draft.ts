// A connection as a person fills it in: all of it text, until it holds.

import type { ConnectionListing } from '../../shared/controller-listing.ts';
import { type Connection, ConnectionSchema, type Preset } from '../../shared/controllers.ts';

export interface ConnectionDraft {
  readonly id: string;
  readonly preset: Preset;
  readonly baseUrl: string;
  /** Azure alone, as the next one. */
  readonly deployment: string;
  readonly apiVersion: string;
  readonly contextTokens: string;
  readonly takesImages: boolean;
  readonly priceInput: string;
  readonly priceOutput: string;
}

export const NEW_CONNECTION: ConnectionDraft = {
  ...{ id: '', preset: 'custom', baseUrl: '', deployment: '', apiVersion: '' },
  ...{ contextTokens: '', takesImages: false, priceInput: '', priceOutput: '' },
};

export function draftOfConnection({ id, connection }: ConnectionListing): ConnectionDraft {
  const { preset, baseUrl, deployment, apiVersion, contextTokens, takesImages, price } = connection;
  return {
    ...{ id, preset, baseUrl: baseUrl ?? '' },
    ...{ deployment: deployment ?? '', apiVersion: apiVersion ?? '' },
    contextTokens: contextTokens?.toString() ?? '',
    takesImages: takesImages ?? false,
    priceInput: price?.input.toString() ?? '',
    priceOutput: price?.output.toString() ?? '',
  };
}

export type ConnectionFault = 'id' | 'taken' | 'baseUrl' | 'tokens' | 'price';

type Parsed =
  | { readonly id: string; readonly connection: Connection }
  | { readonly faults: readonly ConnectionFault[] };

/** Words that choices use for themselves. */
const RESERVED: ReadonlySet<string> = new Set(['rules', 'local']);

/** @param taken names that another one has */
export function parseConnection(draft: ConnectionDraft, taken: ReadonlySet<string>): Parsed {
  const id = draft.id.trim();
  const baseUrl = draft.baseUrl.trim();
  const tokens = numberIn(draft.contextTokens);
  const [input, output] = [numberIn(draft.priceInput), numberIn(draft.priceOutput)];
  const isAddress = ConnectionSchema.safeParse({ baseUrl }).success;
  const needsAddress = draft.preset === 'custom' || draft.preset === 'azure';
  const faults: readonly (ConnectionFault | false)[] = [
    (!/^[\w.-]+$/u.test(id) || RESERVED.has(id)) && 'id',
    taken.has(id) && 'taken',
    (baseUrl === '' ? needsAddress : !isAddress) && 'baseUrl',
    tokens !== undefined && !(Number.isInteger(tokens) && tokens > 0) && 'tokens',
    !isPrice(input, output) && 'price',
  ];
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) {
    return { faults: found };
  }
  const isAzure = draft.preset === 'azure';
  const [deployment, apiVersion] = [draft.deployment.trim(), draft.apiVersion.trim()];
  const connection = {
    preset: draft.preset,
    ...(baseUrl !== '' && { baseUrl }),
    ...(isAzure && deployment !== '' && { deployment }),
    ...(isAzure && apiVersion !== '' && { apiVersion }),
    ...(tokens !== undefined && { contextTokens: tokens }),
    ...(draft.takesImages && { takesImages: true }),
    ...(input !== undefined && output !== undefined && { price: { input, output } }),
  };
  return { id, connection };
}

/** Undefined where nothing is written; NaN where it is no number. */
function numberIn(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}

function isPrice(input: number | undefined, output: number | undefined): boolean {
  return input === undefined || output === undefined
    ? input === output
    : Number.isFinite(input) && input >= 0 && Number.isFinite(output) && output >= 0;
}

/** What can be done away with: one of the person's own, or what they changed of one that comes along. */
export function removalOf({ id, connection }: ConnectionListing): 'remove' | 'reset' | undefined {
  const { preset, ...changed } = connection;
  if (id !== preset) {
    return 'remove';
  }
  return Object.values(changed).some((value) => value !== undefined) ? 'reset' : undefined;
}
