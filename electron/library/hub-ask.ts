// How the Hub is asked anything: signed in, redirects followed one at a time, repeated while a failure may
// pass. The token goes to the endpoint alone, never to where it sends us.

import { AppError } from '../../shared/errors.ts';
import type { Fetch } from '../network/fetch.ts';
import type { HubSettings } from './hub-settings.ts';
import type { Wait } from './lock.ts';
import { type Arrived, followRedirects } from './redirects.ts';
import { retrying, Transient } from './retry.ts';

export interface HubOptions extends Pick<HubSettings, 'endpoint'> {
  /** As it is now: it may be set and taken away while the program runs. */
  readonly token: () => string | undefined;
  readonly fetch: Fetch;
  readonly wait: Wait;
}

export interface Question {
  readonly signal: AbortSignal;
  /** What a refusal stands for; to be thrown. */
  readonly refused: (response: Response, from: { readonly isStorage: boolean }) => unknown;
  /** Failures in a row after which it is given up. */
  readonly attempts?: number;
}

export interface Call {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** The fetch that the Hub's own library is given. */
export function asking(options: HubOptions, question: Question): Fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    return askAgain(options, question, { url, headers });
  };
}

/** @throws AppError where it fails for good */
export function askAgain(options: HubOptions, question: Question, call: Call): Promise<Response> {
  const { signal, attempts } = question;
  const { wait } = options;
  return retrying({ signal, wait, ...(attempts !== undefined && { attempts }) }, () =>
    ask(options, question, call),
  );
}

/** One attempt; @throws Transient where another may succeed */
export async function ask(options: HubOptions, question: Question, { url, headers }: Call) {
  const arrived = await followRedirects(url, (target) =>
    askOnce(options, question, { url: target, headers }),
  );
  return checked(options, question, arrived);
}

async function askOnce(options: HubOptions, { signal }: Question, { url, headers }: Call) {
  const { endpoint, fetch } = options;
  const token = options.token();
  const signed: Record<string, string> =
    token !== undefined && isOf(endpoint, url) ? { authorization: `Bearer ${token}` } : {};
  try {
    return await fetch(url, { headers: { ...headers, ...signed }, redirect: 'manual', signal });
  } catch (error) {
    const isLost = error instanceof AppError && error.code === 'NETWORK_FAILED';
    throw isLost ? new Transient(error) : error;
  }
}

async function checked({ endpoint }: HubOptions, { refused }: Question, arrived: Arrived) {
  const { response, url } = arrived;
  if (response.ok) {
    return response;
  }
  await response.body?.cancel();
  throw refused(response, { isStorage: !isOf(endpoint, url) });
}

function isOf(endpoint: string, { origin }: URL): boolean {
  return origin === new URL(endpoint).origin;
}
