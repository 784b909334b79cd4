// Packages of a NuGet feed by its documented protocol, version 3: service index → PackageBaseAddress →
// versions → the package. Answers which of several versions there is, how large it is, and its bytes.

import { z } from 'zod';
import { AppError, detail } from '../../shared/errors.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import { type AddressDeps, bytesAt, textAt } from './addresses.ts';

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
  deps: AddressDeps,
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
      return { name: file, address, bytes: await bytesAt(deps, address, signal) };
    }
  }
  const host = candidates.map(({ index }) => new URL(index).host).join(', ');
  const asked = candidates.map(({ version }) => version).join(', ');
  throw AppError.of('NETWORK_FAILED', {
    host,
    why: detail('package-not-there', { name, version: asked }),
  });
}

function inLowerCase({ index, version }: Candidate): Candidate {
  return { index, version: version.toLowerCase() };
}

const BASE = 'PackageBaseAddress/3.0.0';

async function baseAddress(deps: AddressDeps, url: URL, signal: AbortSignal): Promise<URL> {
  const index = await answerOf(deps, { url, schema: ServiceIndexSchema, signal });
  const base = index?.resources.find((resource) => resource['@type'] === BASE)?.['@id'];
  if (base === undefined || !URL.canParse(base)) {
    const why = detail('index-without', { name: BASE });
    throw AppError.of('NETWORK_FAILED', { host: url.host, why });
  }
  return new URL(`${base.replace(/\/+$/, '')}/`);
}

interface Question<Answer> {
  readonly url: URL;
  readonly schema: z.ZodType<Answer>;
  readonly signal: AbortSignal;
}

/** The answer, or nothing where there is no such address. */
async function answerOf<Answer>(
  deps: AddressDeps,
  { url, schema, signal }: Question<Answer>,
): Promise<Answer | undefined> {
  const text = await textAt(deps, url, signal);
  if (text === undefined) {
    return undefined;
  }
  const parsed = schema.safeParse(jsonOrNothing(text));
  if (!parsed.success) {
    const why = detail('no-nuget');
    throw AppError.of('NETWORK_FAILED', { host: url.host, why }, parsed.error);
  }
  return parsed.data;
}
