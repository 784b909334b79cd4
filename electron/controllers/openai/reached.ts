// Where a connection leads and with which key: settings first, then the environment, then the preset. A
// key belongs to one address; it goes to no other unless the variable is the connection's own.

import type { Connection, Preset } from '../../../shared/controllers.ts';
import { PRESETS } from '../../../shared/controllers.ts';
import { type FoundKey, findKeyIn } from '../../key-environment.ts';
import { isLoopbackUrl } from '../../network/loopback.ts';
import { ollamaBaseUrl } from './ollama-host.ts';
import { AZURE_API_VERSION, PRESET_FACTS } from './presets.ts';

/** A connection with all that is needed to ask it. Holds the key: never to be shown, logged or sent on. */
export interface Reached {
  readonly id: string;
  readonly name: string;
  readonly connection: Connection;
  /** Without a slash at its end; undefined where no usable address is known. */
  readonly baseUrl: string | undefined;
  readonly isHere: boolean;
  readonly needsKey: boolean;
  readonly key: string | undefined;
  /** Where the key comes from, or should. */
  readonly keyVariable: string;
  readonly keySource: FoundKey['source'] | undefined;
  /** Azure alone. */
  readonly apiVersion: string;
  /** OpenAI's own alone: headers that say on whose account it is. */
  readonly account: Readonly<Record<string, string>>;
}

export interface ReachedFrom {
  readonly environment: NodeJS.ProcessEnv;
  readonly connections: Readonly<Record<string, Connection>>;
}

/** Presets first, then the person's own. */
export function connectionIds({ connections }: ReachedFrom): readonly string[] {
  return [...new Set<string>([...PRESETS, ...Object.keys(connections)])];
}

export function reach(id: string, from: ReachedFrom): Reached | undefined {
  const own = Object.hasOwn(from.connections, id) ? from.connections[id] : undefined;
  const connection = own ?? presetConnection(id);
  if (connection === undefined) {
    return undefined;
  }
  const { environment } = from;
  const { preset } = connection;
  const facts = PRESET_FACTS[preset];
  const usual = usualBaseUrl(preset, environment);
  const baseUrl = cleanUrl(connection.baseUrl ?? usual);
  const isUsual = baseUrl !== undefined && baseUrl === cleanUrl(usual);
  const { key, keyVariable, keySource } = findKey({ id, preset, isUsual, environment });
  return {
    id,
    name: id === preset ? facts.name : id,
    connection,
    baseUrl,
    isHere: baseUrl !== undefined && isLoopbackUrl(new URL(baseUrl)),
    // A stand-in for a service may ask for no key.
    needsKey: facts.needsKey && (facts.baseUrl === undefined || baseUrl === facts.baseUrl),
    key,
    keyVariable,
    keySource,
    apiVersion: connection.apiVersion || environment.OPENAI_API_VERSION || AZURE_API_VERSION,
    account: keyVariable === 'OPENAI_API_KEY' && isUsual ? accountOf(environment) : {},
  };
}

function presetConnection(id: string): Connection | undefined {
  const preset = PRESETS.find((each) => each === id);
  return preset === undefined ? undefined : { preset };
}

/** Where a preset is when the person's settings don't say. */
function usualBaseUrl(preset: Preset, environment: NodeJS.ProcessEnv): string | undefined {
  const facts = PRESET_FACTS[preset];
  switch (preset) {
    case 'openai':
      return environment.OPENAI_BASE_URL?.trim() || facts.baseUrl;
    case 'azure':
      return environment.AZURE_OPENAI_ENDPOINT?.trim() || undefined;
    case 'ollama': {
      const host = environment.OLLAMA_HOST?.trim();
      return host ? ollamaBaseUrl(host) : facts.baseUrl;
    }
    default:
      return facts.baseUrl;
  }
}

/** Names and passwords in addresses are left out: they would be shown with the address. */
function cleanUrl(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, host, pathname } = new URL(text);
  return /^https?:$/u.test(protocol)
    ? `${protocol}//${host}${pathname.replace(/\/+$/u, '')}`
    : undefined;
}

interface KeySearch {
  readonly id: string;
  readonly preset: Preset;
  /** The address is that which the preset's own variables are meant for. */
  readonly isUsual: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

function findKey({ id, preset, isUsual, environment }: KeySearch) {
  const variables = keyVariables(id, preset);
  const shared = isUsual && id !== preset ? (PRESET_FACTS[preset].keyVariables ?? []) : [];
  // A key of its own stands before one of the preset, wherever each of them is kept.
  const found = findKeyIn(environment, variables) ?? findKeyIn(environment, shared);
  const [first] = variables;
  return { key: found?.key, keyVariable: found?.variable ?? first, keySource: found?.source };
}

/** The names of its own key; a key that is kept is kept under the first. */
export function keyVariables(id: string, preset: Preset): readonly [string, ...string[]] {
  // Digits stay, so that server1 and server2 have keys of their own.
  const own = `${id.toUpperCase().replace(/[^A-Z0-9]/gu, '_')}_API_KEY`;
  const [first, ...rest] = PRESET_FACTS[preset].keyVariables ?? [];
  return id !== preset || first === undefined ? [own] : [first, ...rest];
}

function accountOf(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const organization = environment.OPENAI_ORG_ID?.trim();
  const project = environment.OPENAI_PROJECT_ID?.trim();
  return {
    ...(organization ? { 'openai-organization': organization } : {}),
    ...(project ? { 'openai-project': project } : {}),
  };
}
