// Language models over a connection, as the rest of the program uses them: which connections there are,
// which servers run on this machine, what models they have, one to talk to, and the test of one.

import type {
  ConnectionListing,
  ControllerTest,
  FoundServer,
} from '../../../shared/controller-listing.ts';
import type { Preset } from '../../../shared/controllers.ts';
import { PRESETS } from '../../../shared/controllers.ts';
import { AppError, type ErrorDetail } from '../../../shared/errors.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Fetch } from '../../network/fetch.ts';
import type { ChatModel } from '../chat.ts';
import { endpointOf, type KeptForms } from './form.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { PRESET_FACTS } from './presets.ts';
import { connectionIds, type Reached, reach } from './reached.ts';
import { tryController } from './try-controller.ts';
import { addressed } from './wire.ts';

// The package `openai` is loaded with the first question, not with the program.
const asking = () => import('./ask.ts');
const telling = () => import('./tell.ts');

export interface ConnectionDeps {
  readonly fetch: Fetch;
  readonly environment: NodeJS.ProcessEnv;
  /** The person's, by id; presets exist under their own id besides. */
  readonly connections: () => Settings['connections'];
  /** Why an address must not be asked now (local mode allows loopback alone), or nothing. */
  readonly refusal: (url: URL) => ErrorDetail | undefined;
  /** How each endpoint takes a form, remembered: by key `${baseUrl} ${model}`. */
  readonly forms: KeptForms;
  readonly limits?: Partial<Limits>;
}

export interface ConnectionChoice {
  readonly connection: string;
  readonly model: string;
}

export interface Connections {
  readonly list: () => readonly ConnectionListing[];
  /** Servers of known programs that answer on this machine. No key is shown to them. */
  readonly discover: (signal: AbortSignal) => Promise<readonly FoundServer[]>;
  /** @throws AppError CONTROLLER_* */
  readonly models: (id: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** @throws AppError CONTROLLER_UNKNOWN */
  readonly chat: (choice: ConnectionChoice) => ChatModel;
  /** @throws AppError CONTROLLER_UNKNOWN, or the signal's reason */
  readonly test: (choice: ConnectionChoice, signal: AbortSignal) => Promise<ControllerTest>;
}

interface Context extends ConnectionDeps {
  readonly limits: Limits;
  /** Context windows by endpoint, also where the server was asked and does not say. */
  readonly windows: Map<string, number | undefined>;
}

export function createConnections(given: ConnectionDeps): Connections {
  const limits = { ...DEFAULT_LIMITS, ...given.limits };
  const deps: Context = { ...given, limits, windows: new Map() };
  return {
    list: () => connectionIds(from(deps)).map((id) => listing(reached(id, deps), deps)),
    discover: (signal) => discover(deps, signal),
    models: async (id, signal) => models(reached(id, deps), deps, signal),
    chat: (choice) => chatModel(choice, deps),
    test: async (choice, signal) => test(choice, deps, signal),
  };
}

const from = ({ environment, connections }: ConnectionDeps) => ({
  environment,
  connections: connections(),
});

function reached(id: string, deps: ConnectionDeps): Reached {
  const found = reach(id, from(deps));
  if (found === undefined) {
    const known = connectionIds(from(deps)).join(', ');
    throw AppError.of('CONTROLLER_UNKNOWN', { connection: id, known });
  }
  return found;
}

function listing(found: Reached, { refusal }: ConnectionDeps): ConnectionListing {
  const { id, name, connection, baseUrl, isHere, needsKey, keyVariable, keySource } = found;
  const { baseUrl: written, ...rest } = connection;
  const why = baseUrl === undefined ? undefined : refusal(new URL(baseUrl));
  return {
    id,
    name,
    // The address as it is asked, since one that is written may hold a password.
    connection: written === undefined || baseUrl === undefined ? rest : { ...rest, baseUrl },
    ...(baseUrl === undefined ? {} : { baseUrl }),
    isHere,
    needsKey,
    keyVariable,
    hasKey: keySource !== undefined,
    ...(keySource === undefined ? {} : { keySource }),
    ...(why === undefined ? {} : { refusal: why }),
  };
}

async function models(
  found: Reached,
  deps: Context,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { tellModels } = await telling();
  const asked = { reached: addressed(found, deps), ms: deps.limits.tellMs };
  const told = (await tellModels(asked, deps, signal)).map(({ id }) => id);
  const { deployment } = found.connection;
  return deployment === undefined ? told : [deployment];
}

function chatModel({ connection, model }: ConnectionChoice, deps: Context): ChatModel {
  const found = reached(connection, deps);
  const { contextTokens, takesImages = false } = found.connection;
  // Its key may have been set or taken away since.
  const now = () => addressed(reached(connection, deps), deps);
  return {
    id: `${connection}:${model}`,
    name: `${model} (${found.name})`,
    isHere: found.isHere,
    takesImages,
    contextTokens: async (signal) => contextTokens ?? knownWindow(found, model, { deps, signal }),
    ask: async function* (question, signal) {
      const { ask } = await asking();
      yield* ask({ reached: now(), model, question }, deps, signal);
    },
  };
}

async function knownWindow(
  found: Reached,
  model: string,
  { deps, signal }: { readonly deps: Context; readonly signal: AbortSignal },
): Promise<number | undefined> {
  try {
    const asked = { reached: addressed(found, deps), model };
    const endpoint = endpointOf(asked);
    if (!deps.windows.has(endpoint)) {
      const { tellContext } = await telling();
      deps.windows.set(endpoint, await tellContext(asked, deps, signal));
    }
    return deps.windows.get(endpoint);
  } catch (error) {
    // The question itself will say what is wrong with the connection.
    if (error instanceof AppError && !signal.aborted) {
      return undefined;
    }
    throw error;
  }
}

function test(
  choice: ConnectionChoice,
  deps: Context,
  signal: AbortSignal,
): Promise<ControllerTest> {
  const found = reached(choice.connection, deps);
  return tryController(
    {
      controller: found.name,
      model: chatModel(choice, deps),
      tell: (own) => models(found, deps, own),
      form: () => deps.forms.get(endpointOf({ reached: found, model: choice.model })),
      clock: deps.limits.clock,
    },
    signal,
  );
}

const PROGRAMS: readonly Preset[] = PRESETS.filter((preset) => PRESET_FACTS[preset].isProgram);

async function discover(deps: Context, signal: AbortSignal): Promise<readonly FoundServer[]> {
  const found = await Promise.all(
    PROGRAMS.map((id) => foundServer(reached(id, deps), deps, signal)),
  );
  signal.throwIfAborted();
  return found.filter((server) => server !== undefined);
}

async function foundServer(
  server: Reached,
  deps: Context,
  signal: AbortSignal,
): Promise<FoundServer | undefined> {
  const { id, baseUrl, isHere } = server;
  if (baseUrl === undefined || !isHere || deps.refusal(new URL(baseUrl)) !== undefined) {
    return undefined;
  }
  const { tellModels } = await telling();
  const asked = { reached: { ...server, baseUrl }, ms: deps.limits.discoverMs, isKeyless: true };
  try {
    const told = await tellModels(asked, deps, signal);
    return { connection: id, baseUrl, models: told.map((model) => model.id) };
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    // One that asks for a key, as it is known to do, is there; every other failure says that it is not.
    const isLocked = error.code === 'CONTROLLER_KEY_NEEDED' && (server.needsKey || server.key);
    return isLocked ? { connection: id, baseUrl, models: [] } : undefined;
  }
}
