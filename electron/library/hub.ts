// The Hub as the library asks it: which commit a revision is, which files it has, and their bytes.

import { listFiles, modelInfo } from '@huggingface/hub';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { COMMIT, isSafePath } from './cache.ts';
import { isHash } from './hashes.ts';
import { ask, asking, type HubOptions, type Question } from './hub-ask.ts';
import { hubError, unintelligible } from './hub-errors.ts';

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
    commit: (model, revision, signal) =>
      understood(endpoint, signal, async () => {
        const fetch = asking(
          options,
          about(options, { model, what: `${model} at ${revision}`, signal }),
        );
        const info = { name: model, revision, hubUrl: endpoint, fetch };
        const { sha } = await modelInfo({ ...info, additionalFields: ['sha'] });
        return z.string().regex(COMMIT).parse(sha);
      }),
    files: (model, commit, signal) =>
      understood(endpoint, signal, async () => {
        const fetch = asking(
          options,
          about(options, { model, what: `${model} at ${commit}`, signal }),
        );
        const found: HubFile[] = [];
        const where = { revision: commit, recursive: true, hubUrl: endpoint, fetch };
        for await (const entry of listFiles({ repo: { type: 'model', name: model }, ...where })) {
          if (entry.type === 'file') {
            found.push(toHubFile(FileSchema.parse(entry)));
          }
        }
        return found;
      }),
    open: (request) => openFile(options, request),
  };
}

/** The Hub's own library reads what comes without a look at its form. */
async function understood<Answer>(
  endpoint: string,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof AppError || signal.aborted ? error : unintelligible(endpoint, error);
  }
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
  const question = about(options, { model, what: `${path} of ${model}`, signal });
  return ask(options, question, { url, headers });
}

interface Subject {
  readonly model: string;
  readonly what: string;
  readonly signal: AbortSignal;
}

function about({ endpoint, token }: HubOptions, { signal, ...subject }: Subject): Question {
  const link = `${endpoint}/${subject.model}`;
  const asked = { ...subject, link, hasToken: token() !== undefined };
  return { signal, refused: (response, from) => hubError(response, { ...asked, ...from }) };
}
