// The way to one connection: adds its key, to its own address alone, and nothing of what the package or the
// process would add; asks whether the address may be asked at all; follows no redirect.

import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import type { Fetch } from '../../network/fetch.ts';
import { ServerRefusal } from './fault.ts';
import type { Reached } from './reached.ts';
import { presentable } from './redact.ts';

export interface WireDeps {
  readonly fetch: Fetch;
  readonly refusal: (url: URL) => ErrorDetail | undefined;
}

export interface WireOptions {
  /** Discovery shows no key to a server that no one has chosen. */
  readonly isKeyless?: boolean;
  /** Is told when bytes of an answer arrive. */
  readonly heard?: () => void;
}

/** A connection that can be asked: its address is known. */
export interface Addressed extends Reached {
  readonly baseUrl: string;
}

/** Characters that may stand in a header; others would be named, with the key, by whoever refuses it. */
const KEY = /^[\x21-\x7e]+$/u;
const MAX_REFUSAL_BYTES = 64 * 1024;

/** @throws AppError where the connection can't be asked as it is */
export function addressed(reached: Reached, { refusal }: Pick<WireDeps, 'refusal'>): Addressed {
  const { name: controller, baseUrl, key, keyVariable: variable } = reached;
  if (baseUrl === undefined) {
    const why =
      reached.connection.preset === 'azure'
        ? detail('variable-no-address', { variable: 'AZURE_OPENAI_ENDPOINT' })
        : detail('no-address-set');
    throw AppError.of('CONTROLLER_UNREACHABLE', {
      controller,
      address: detail('any-address'),
      why,
    });
  }
  const why = refusal(new URL(baseUrl));
  if (why !== undefined) {
    throw AppError.of('CONTROLLER_NOT_ALLOWED', { controller, why });
  }
  if (key === undefined && reached.needsKey) {
    const source = detail('no-key-set');
    const why = detail('answers-none-without-key');
    throw AppError.of('CONTROLLER_KEY_NEEDED', { controller, source, why, variable });
  }
  if (key !== undefined && !KEY.test(key)) {
    const why = detail('key-characters');
    const source = detail('key-from', { variable });
    throw AppError.of('CONTROLLER_KEY_NEEDED', { controller, source, why, variable });
  }
  return { ...reached, baseUrl };
}

/** Refusals of the server are thrown as {@link ServerRefusal}, so that their bodies are read in one place. */
export function createWire(reached: Addressed, deps: WireDeps, options: WireOptions = {}): Fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== new URL(reached.baseUrl).origin) {
      throw new Error(`A request for ${reached.id} was about to leave for ${url.origin}`);
    }
    const response = await deps.fetch(url, {
      method: init?.method ?? 'GET',
      body: init?.body ?? null,
      signal: init?.signal ?? null,
      headers: headersOf(reached, new Headers(init?.headers), options),
      // A key, and what is asked, are for this address and for no other that it names.
      redirect: 'manual',
    });
    if (!response.ok) {
      throw await refusalOf(response, reached);
    }
    return options.heard === undefined ? response : listened(response, options.heard);
  };
}

function headersOf(
  { key, connection, account }: Addressed,
  sent: Headers,
  { isKeyless = false }: WireOptions,
): Headers {
  const headers = new Headers(account);
  for (const name of ['accept', 'content-type']) {
    const value = sent.get(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  if (key !== undefined && !isKeyless) {
    const isAzure = connection.preset === 'azure';
    headers.set(isAzure ? 'api-key' : 'authorization', isAzure ? key : `Bearer ${key}`);
  }
  return headers;
}

async function refusalOf(response: Response, { key }: Addressed): Promise<ServerRefusal> {
  const { status, headers } = response;
  const target = status >= 300 && status < 400 ? headers.get('location') : null;
  const body = await beginningOf(response);
  return new ServerRefusal({
    status,
    headers,
    body: target === null ? body : `it redirects to ${presentable(target, key)}`,
  });
}

/** What a body says at its beginning; the rest is not fetched. */
export async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_REFUSAL_BYTES) {
      break;
    }
  }
  return Buffer.concat(chunks).subarray(0, MAX_REFUSAL_BYTES).toString();
}

function listened({ body, status, headers }: Response, heard: () => void): Response {
  const passing = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      heard();
      controller.enqueue(chunk);
    },
  });
  return new Response(body?.pipeThrough(passing) ?? null, { status, headers });
}
