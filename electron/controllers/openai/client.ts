// The package's client for one connection. The package reads variables of the process by itself, so all
// that it could read is said here; keys and headers are the wire's.

import OpenAI, { AzureOpenAI } from 'openai';
import type { Fetch } from '../../network/fetch.ts';
import type { Addressed } from './wire.ts';

/** The package wants a key; it never gets as far as the wire. */
const NO_KEY = 'set-by-the-wire';
/** The longest that a timer takes; the limits are watched elsewhere. */
const NEVER_MS = 2 ** 31 - 1;

export interface ClientOptions {
  readonly fetch: Fetch;
  /** Azure has the model in its addresses. */
  readonly model?: string;
}

export function createClient(reached: Addressed, { fetch, model }: ClientOptions): OpenAI {
  const { baseUrl, connection, apiVersion } = reached;
  const options = {
    apiKey: NO_KEY,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: NEVER_MS,
    logLevel: 'off',
    fetch,
  } as const;
  if (connection.preset !== 'azure' || /\/v1$/u.test(baseUrl)) {
    return new OpenAI({ ...options, baseURL: baseUrl });
  }
  const baseURL = /\/openai(?:\/|$)/u.test(new URL(baseUrl).pathname)
    ? baseUrl
    : `${baseUrl}/openai`;
  const deployment = connection.deployment ?? model;
  return new AzureOpenAI({
    ...options,
    baseURL,
    apiVersion,
    ...(deployment === undefined ? {} : { deployment }),
  });
}
