// The fetch of one provider's attempt: signed in where it may be and nowhere else, waiting for cold models,
// limits and jobs as long as is sensible, counted, bounded, and with every refusal as a failure of ours.

import { AppError, detail, type ErrorCode } from '../../../shared/errors.ts';
import { jsonOrNothing } from '../../../shared/json-or-nothing.ts';
import type { ProgressNote } from '../../../shared/progress-notes.ts';
import type { AddressLimits } from '../../network/address-fetch.ts';
import type { Fetch } from '../../network/fetch.ts';
import { type Addresses, checked, isAboutModel, mayKnow, moved, signed } from './addresses.ts';
import { type Asked, down, failureOf, type Part, refusedBy } from './failures.ts';
import { outside } from './guarded-fetch.ts';
import { createJobs, hasJobs, type Jobs } from './jobs.ts';
import { counted, RESULT_LIMITS, watch } from './received.ts';
import type { Traffic } from './traffic.ts';
import { createWaiting, type Patience, type Sleep, type Waiting } from './waiting.ts';

/** For addresses that a provider names for its results; GET alone. */
export type FetchAddress = (
  address: string,
  options: { readonly signal: AbortSignal; readonly limits: AddressLimits },
) => Promise<Response>;

export interface ExchangeOptions {
  readonly fetch: Fetch;
  /** The fetch itself where there is none. */
  readonly fetchAddress?: FetchAddress | undefined;
  readonly clock: () => number;
  readonly sleep: Sleep;
  readonly patience: Patience;
  readonly addresses: Addresses;
  readonly asked: Asked;
  readonly traffic: Traffic;
  readonly signal: AbortSignal;
  /** Told before a wait. */
  readonly waiting: (message: ProgressNote) => void;
  /** What the Hub said of the model's providers, so that the library need not ask again. */
  readonly mapping: unknown;
}

export interface Exchange {
  readonly fetch: Fetch;
  /** Calls off what the provider may still be working on; for when nobody waits for it any more. */
  readonly abandon: () => Promise<void>;
}

interface Talk extends ExchangeOptions {
  readonly waits: Waiting;
  readonly jobs: Jobs;
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { asked, addresses, signal, clock, sleep, patience, waiting: told } = options;
  const common = { clock, sleep, signal, told };
  const { provider } = asked;
  const talk: Talk = {
    ...options,
    waits: createWaiting({ ...common, provider, longestMs: patience.refusalMs }),
    jobs: createJobs({ ...common, asked, longestMs: patience.jobMs }),
  };
  return {
    fetch: async (input, init = {}) => {
      const wanted = new URL(input instanceof Request ? input.url : input);
      if (wanted.protocol === 'data:') {
        return ofData(wanted.href);
      }
      if (isAboutModel(wanted)) {
        return Response.json({ inferenceProviderMapping: options.mapping });
      }
      const url = checked(moved(wanted, addresses), asked);
      return exchanged({ url, init, part: partOf(url, init, addresses) }, talk);
    },
    abandon: () => abandon(talk),
  };
}

interface Sending {
  readonly url: URL;
  readonly init: RequestInit;
  readonly part: Part;
}

/** What is only looked at is a job where we know somebody; elsewhere it was named by a provider. */
function partOf(url: URL, { method = 'GET' }: RequestInit, addresses: Addresses): Part {
  return method !== 'GET' ? 'question' : mayKnow(url, addresses) ? 'job' : 'result';
}

async function exchanged(sending: Sending, talk: Talk): Promise<Response> {
  if (sending.part === 'job') {
    await talk.jobs.pace();
  }
  let answer = await readJob(sending, await insisted(sending, talk), talk);
  for (let next = talk.jobs.question(); next !== undefined; next = talk.jobs.question()) {
    await answer.body?.cancel();
    await talk.jobs.pace();
    const after: Sending = {
      ...{ url: moved(next.url, talk.addresses), part: 'job' },
      init: { method: next.method },
    };
    answer = await readJob(after, await insisted(after, talk), talk);
  }
  return answer;
}

/** The same answer, after a look at what it says of a job. */
async function readJob(sending: Sending, response: Response, talk: Talk): Promise<Response> {
  if (!isAboutJob(sending, response, talk)) {
    return response;
  }
  const text = await response.text();
  talk.jobs.read(jsonOrNothing(text));
  return new Response(text, { status: response.status, headers: response.headers });
}

function isAboutJob({ part }: Sending, { headers }: Response, { asked }: Talk): boolean {
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  return part !== 'result' && isJson && hasJobs(asked);
}

/** What may pass while a provider works on. */
const PASSING: readonly ErrorCode[] = ['HUB_PROVIDER_DOWN', 'HUB_RATE_LIMITED'];

/** Sends until it is answered, or until waiting is no use. */
async function insisted(sending: Sending, talk: Talk): Promise<Response> {
  const { waits, signal } = talk;
  for (;;) {
    signal.throwIfAborted();
    const result = await attempted(sending, talk);
    if (result instanceof Response) {
      return result;
    }
    const isLost = sending.part === 'job' && PASSING.includes(result.failure.code);
    const isWorthIt = isLost
      ? await waits.afterLoss()
      : result.refusal !== undefined && (await waits.afterRefusal(result.refusal, result.body));
    if (!isWorthIt) {
      throw result.failure;
    }
  }
}

type Result = Response | { failure: AppError; refusal?: Response; body: string };

async function attempted(sending: Sending, talk: Talk): Promise<Result> {
  const { url, init, part } = sending;
  const { asked, traffic, signal, patience } = talk;
  const sent = sizeOf(init.body);
  const { signal: both, touch } = watch(asked, { signal, stallMs: patience.stallMs, sent });
  const headers = signed(init.headers, url, { ...asked, addresses: talk.addresses });
  try {
    const response = await outside(() =>
      send({ url, part }, { ...init, headers, signal: both }, talk),
    );
    touch();
    traffic.sent(asked.provider, sent);
    const answer = counted(response, { asked, traffic, touch });
    if (response.ok) {
      // One that breaks off can still be asked for again.
      return isAboutJob(sending, answer, talk)
        ? new Response(await answer.blob(), { headers: answer.headers })
        : answer;
    }
    const body = await answer.text();
    const { status, headers: said } = response;
    const code = said.get('x-error-code');
    return { failure: refusedBy(asked, { part, status, body, code, sent }), refusal: answer, body };
  } catch (thrown) {
    signal.throwIfAborted();
    const failure = failureOf(thrown, asked);
    if (!(failure instanceof AppError)) {
      throw failure;
    }
    const isElsewhere = part === 'result' && failure.code === 'NETWORK_FAILED';
    const why = detail('result-not-had', { words: failure.data.why ?? '' });
    return { failure: isElsewhere ? down(asked, why) : failure, body: '' };
  }
}

/** What was named by a provider, and not where we know somebody, is looked at more closely. */
function send(
  { url, part }: Pick<Sending, 'url' | 'part'>,
  init: RequestInit & { readonly signal: AbortSignal },
  { fetch, fetchAddress }: ExchangeOptions,
): Promise<Response> {
  return part === 'result' && fetchAddress !== undefined
    ? fetchAddress(url.href, { signal: init.signal, limits: RESULT_LIMITS })
    : fetch(url, init);
}

/** Milliseconds that a provider has for taking it. */
const ABANDON_WITHIN = 5000;

async function abandon(talk: Talk): Promise<void> {
  const call = talk.jobs.ending();
  if (call === undefined) {
    return;
  }
  const url = moved(call.url, talk.addresses);
  const headers = signed(undefined, url, { ...talk.asked, addresses: talk.addresses });
  const signal = AbortSignal.timeout(ABANDON_WITHIN);
  const response = await outside(() => talk.fetch(url, { method: call.method, headers, signal }));
  await response.body?.cancel();
}

/** Bytes of a body that is at hand; forms by their parts. */
function sizeOf(body: RequestInit['body'] | undefined): number {
  if (typeof body === 'string') {
    return Buffer.byteLength(body);
  }
  if (body instanceof Blob) {
    return body.size;
  }
  if (body instanceof FormData) {
    return [...body.values()].reduce((sum, part) => sum + sizeOf(part), 0);
  }
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : 0;
}

/** The library unpacks results that came within JSON by fetching them as data; no one is asked for that. */
function ofData(address: string): Response {
  const [, type = '', encoding = '', data = ''] =
    /^data:([^;,]*)[^,]*?(;base64)?,(.*)$/s.exec(address) ?? [];
  const bytes =
    encoding === '' ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, 'base64');
  return new Response(bytes, { headers: { 'content-type': type } });
}
