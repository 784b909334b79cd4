// The Hub as the library asks it: which commit a revision is, which files it has, and their bytes. The
// token goes to the endpoint alone, never to the storage that it sends us to.

import { listFiles, modelInfo } from '@huggingface/hub';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Fetch } from '../network/fetch.ts';
import { COMMIT, isSafePath } from './cache.ts';
import { isHash } from './hashes.ts';
import { hubError } from './hub-errors.ts';
import type { HubSettings } from './hub-settings.ts';
import type { Wait } from './lock.ts';
import { type Arrived, followRedirects } from './redirects.ts';
import { retrying, Transient } from './retry.ts';

/** A file as a commit has it. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of a large file, git's blob id of a small one; also the name of its blob. */
  readonly hash: string;
}

export interface FileRequest {
  readonly model: string;
  readonly commit: string;
  readonly path: string;
  /** The first byte wanted. */
  readonly from: number;
  readonly signal: AbortSignal;
}

export interface Hub {
  /** Of the endpoint, as it is named in failures. */
  readonly host: string;
  readonly commit: (model: string, revision: string, signal: AbortSignal) => Promise<string>;
  readonly files: (
    model: string,
    commit: string,
    signal: AbortSignal,
  ) => Promise<readonly HubFile[]>;
  /** One attempt; @throws Transient where another may succeed */
  readonly open: (request: FileRequest) => Promise<Response>;
}

export interface HubOptions extends Pick<HubSettings, 'endpoint' | 'token'> {
  readonly fetch: Fetch;
  readonly wait: Wait;
}

const FileSchema = z.object({
  type: z.string(),
  path: z.string().refine(isSafePath),
  size: z.number().int().nonnegative(),
  oid: z.string().optional(),
  lfs: z.object({ oid: z.string(), size: z.number().int().nonnegative() }).optional(),
});

export function createHub(options: HubOptions): Hub {
  const { endpoint } = options;
  return {
    host: new URL(endpoint).host,
    commit: async (model, revision, signal) => {
      const fetch = asking(options, { model, what: `${model} at ${revision}`, signal });
      const info = { name: model, revision, hubUrl: endpoint, fetch };
      const { sha } = await modelInfo({ ...info, additionalFields: ['sha'] });
      return z.string().regex(COMMIT).parse(sha);
    },
    files: async (model, commit, signal) => {
      const fetch = asking(options, { model, what: `${model} at ${commit}`, signal });
      const found: HubFile[] = [];
      const where = { revision: commit, recursive: true, hubUrl: endpoint, fetch };
      for await (const entry of listFiles({ repo: { type: 'model', name: model }, ...where })) {
        if (entry.type === 'file') {
          found.push(toHubFile(FileSchema.parse(entry)));
        }
      }
      return found;
    },
    open: (request) => openFile(options, request),
  };
}

function toHubFile({ path, size, oid, lfs }: z.infer<typeof FileSchema>): HubFile {
  const hash = z
    .string()
    .refine(isHash)
    .parse(lfs?.oid ?? oid);
  return { path, bytes: lfs?.size ?? size, hash };
}

function openFile(options: HubOptions, request: FileRequest): Promise<Response> {
  const { model, commit, path, from, signal } = request;
  const address = path.split('/').map(encodeURIComponent).join('/');
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (from > 0) {
    headers.range = `bytes=${from}-`;
  }
  const url = new URL(`${options.endpoint}/${model}/resolve/${commit}/${address}`);
  return ask(options, { model, what: `${path} of ${model}`, signal }, { url, headers });
}

interface Question {
  readonly model: string;
  readonly what: string;
  readonly signal: AbortSignal;
}

/** The fetch that the Hub's own library is given: signed in, repeated, with its failures named. */
function asking(options: HubOptions, question: Question): Fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    const { wait } = options;
    return retrying({ signal: question.signal, wait }, () =>
      ask(options, question, { url, headers }),
    );
  };
}

interface Call {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

async function ask(options: HubOptions, question: Question, { url, headers }: Call) {
  const arrived = await followRedirects(url, (target) =>
    askOnce(options, question, { url: target, headers }),
  );
  return checked(options, question, arrived);
}

async function askOnce(options: HubOptions, { signal }: Question, { url, headers }: Call) {
  const { token, endpoint, fetch } = options;
  const isEndpoint = url.origin === new URL(endpoint).origin;
  const signed: Record<string, string> =
    token !== undefined && isEndpoint ? { authorization: `Bearer ${token}` } : {};
  try {
    return await fetch(url, { headers: { ...headers, ...signed }, redirect: 'manual', signal });
  } catch (error) {
    const isLost = error instanceof AppError && error.code === 'NETWORK_FAILED';
    throw isLost ? new Transient(error) : error;
  }
}

async function checked(options: HubOptions, { model, what }: Question, { response, url }: Arrived) {
  if (response.ok) {
    return response;
  }
  await response.body?.cancel();
  throw hubError(response, {
    model,
    what,
    link: `${options.endpoint}/${model}`,
    hasToken: options.token !== undefined,
    isStorage: url.origin !== new URL(options.endpoint).origin,
  });
}
