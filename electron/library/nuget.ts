// Packages of a NuGet feed by its documented protocol, version 3: service index → PackageBaseAddress →
// versions → the package. Answers which of several versions there is, how large it is, and its bytes.

import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { Fetch } from '../network/fetch.ts';
import type { Hub } from './hub.ts';
import { isPassing } from './hub-errors.ts';
import type { Wait } from './lock.ts';
import { type Arrived, followRedirects } from './redirects.ts';
import { retryAfter, retrying, Transient } from './retry.ts';

export interface NugetDeps {
  readonly fetch: Fetch;
  readonly wait: Wait;
  /** Milliseconds after which a question that nobody answers is given up. */
  readonly stallMs: number;
}

export interface WantedPackage {
  readonly name: string;
  /** The first that a feed has is taken. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  /** The feed's service index. */
  readonly index: string;
  readonly version: string;
}

export interface FoundPackage {
  /** As its file is named. */
  readonly name: string;
  readonly address: URL;
  readonly bytes: number;
}

const ServiceIndexSchema = z.object({
  resources: z.array(z.object({ '@id': z.string(), '@type': z.string() })),
});
const VersionsSchema = z.object({ versions: z.array(z.string()) });

/** @throws AppError NETWORK_FAILED, NETWORK_REFUSED */
export async function findPackage(
  deps: NugetDeps,
  { name, candidates }: WantedPackage,
  signal: AbortSignal,
): Promise<FoundPackage> {
  const id = name.toLowerCase();
  for (const { index, version } of candidates.map(inLowerCase)) {
    const base = await baseAddress(deps, new URL(index), signal);
    const listed = new URL(`${id}/index.json`, base);
    const versions = await answerOf(deps, { url: listed, schema: VersionsSchema, signal });
    if (versions?.versions.some((one) => one.toLowerCase() === version)) {
      const file = `${id}.${version}.nupkg`;
      const address = new URL(`${id}/${version}/${file}`, base);
      return { name: file, address, bytes: await bytesOf(deps, address, signal) };
    }
  }
  const host = candidates.map(({ index }) => new URL(index).host).join(', ');
  const asked = candidates.map(({ version }) => version).join(', ');
  throw AppError.of('NETWORK_FAILED', { host, why: `it has no ${name} ${asked}` });
}

function inLowerCase({ index, version }: Candidate): Candidate {
  return { index, version: version.toLowerCase() };
}

/** A found package as the downloads ask for bytes. */
export function packageSource(
  { fetch }: Pick<NugetDeps, 'fetch'>,
  { address }: FoundPackage,
): Pick<Hub, 'host' | 'open'> {
  return {
    host: address.host,
    open: async ({ from, signal }) => {
      const headers: Record<string, string> = { 'accept-encoding': 'identity' };
      if (from > 0) {
        headers.range = `bytes=${from}-`;
      }
      const arrived = await ask(fetch, address, { headers, signal });
      return arrived.response.ok ? arrived.response : refuse(arrived);
    },
  };
}

const BASE = 'PackageBaseAddress/3.0.0';

async function baseAddress(deps: NugetDeps, url: URL, signal: AbortSignal): Promise<URL> {
  const index = await answerOf(deps, { url, schema: ServiceIndexSchema, signal });
  const base = index?.resources.find((resource) => resource['@type'] === BASE)?.['@id'];
  if (base === undefined || !URL.canParse(base)) {
    const why = `its service index names no ${BASE}`;
    throw AppError.of('NETWORK_FAILED', { host: url.host, why });
  }
  return new URL(`${base.replace(/\/+$/, '')}/`);
}

async function bytesOf(deps: NugetDeps, url: URL, signal: AbortSignal): Promise<number> {
  const { response } = await question(deps, url, { method: 'HEAD', signal });
  const bytes = Number(response.headers.get('content-length') ?? Number.NaN);
  if (!response.ok || !Number.isInteger(bytes) || bytes <= 0) {
    const why = response.ok ? 'it does not say how large the package is' : said(response);
    throw AppError.of('NETWORK_FAILED', { host: url.host, why });
  }
  return bytes;
}

interface Question<Answer> {
  readonly url: URL;
  readonly schema: z.ZodType<Answer>;
  readonly signal: AbortSignal;
}

/** The answer, or nothing where there is no such address. */
function answerOf<Answer>(
  deps: NugetDeps,
  { url, schema, signal }: Question<Answer>,
): Promise<Answer | undefined> {
  return retrying({ signal, wait: deps.wait }, async () => {
    const arrived = await questionOnce(deps, url, { signal });
    if (arrived.response.status === 404) {
      await arrived.response.body?.cancel();
      return undefined;
    }
    const { response } = arrived.response.ok ? arrived : await refuse(arrived);
    const parsed = schema.safeParse(jsonOrNothing(await response.text()));
    if (!parsed.success) {
      const why = 'it answered what a NuGet feed does not';
      throw AppError.of('NETWORK_FAILED', { host: url.host, why }, parsed.error);
    }
    return parsed.data;
  });
}

type Asked = Pick<RequestInit, 'method' | 'headers'> & { readonly signal: AbortSignal };

function question(deps: NugetDeps, url: URL, asked: Asked): Promise<Arrived> {
  return retrying({ signal: asked.signal, wait: deps.wait }, async () => {
    const arrived = await questionOnce(deps, url, asked);
    return isPassing(arrived.response.status) ? refuse(arrived) : arrived;
  });
}

/** Small answers come at once or are given up. */
async function questionOnce(deps: NugetDeps, url: URL, asked: Asked): Promise<Arrived> {
  const stall = AbortSignal.timeout(deps.stallMs);
  try {
    const signal = AbortSignal.any([asked.signal, stall]);
    return await ask(deps.fetch, url, { ...asked, signal });
  } catch (error) {
    asked.signal.throwIfAborted();
    const why = `nothing came for ${deps.stallMs / 1000} s`;
    throw stall.aborted
      ? new Transient(AppError.of('NETWORK_FAILED', { host: url.host, why }, error))
      : error;
  }
}

function ask(fetch: Fetch, url: URL, asked: Asked): Promise<Arrived> {
  return followRedirects(url, async (target) => {
    try {
      return await fetch(target, { ...asked, redirect: 'manual' });
    } catch (error) {
      const isLost = error instanceof AppError && error.code === 'NETWORK_FAILED';
      throw isLost ? new Transient(error) : error;
    }
  });
}

/** @throws Transient where another attempt may succeed, else AppError NETWORK_FAILED */
async function refuse({ response, url }: Arrived): Promise<never> {
  await response.body?.cancel();
  const failure = AppError.of('NETWORK_FAILED', { host: url.host, why: said(response) });
  const after = retryAfter(response.headers.get('retry-after'), Date.now());
  throw isPassing(response.status) ? new Transient(failure, after) : failure;
}

function said({ status }: Response): string {
  return `it answered ${status}`;
}
