// The Hub's inference router on this machine: says who serves a model, takes the requests of several
// providers in the formats that each documents, refuses wrong bodies, and answers or fails as the test
// says. Result files lie on a storage of their own, which must never be shown a token.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ScriptedAnswer, sendAnswer } from './chat-answers.ts';
import { ChatBodySchema } from './chat-wire.ts';
import { type RouterFault, send, sendFault } from './inference-faults.ts';
import { jsonOf, type Received, wrongBody } from './inference-formats.ts';
import {
  begin,
  type JobAnswer,
  type JobCourse,
  type JobDesk,
  lookAfter,
} from './inference-jobs.ts';
import { wrongOutput } from './inference-schemas.ts';

export interface ServedBy {
  readonly provider: 'hf-inference' | 'fal-ai' | 'replicate' | 'together' | 'novita' | 'groq';
  /** As the provider names tasks. */
  readonly task: string;
  readonly providerId?: string;
  readonly status?: 'live' | 'staging' | 'error';
}

export interface RouterModel {
  readonly id: string;
  readonly providers: readonly ServedBy[];
  readonly maskToken?: string;
  /** Dollars for a million tokens by provider, as the router lists them; `error` for one that fails it. */
  readonly terms?: Readonly<Record<string, Price | 'error'>>;
}

export interface Price {
  readonly input: number;
  readonly output: number;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly provider: string;
  readonly task: string;
  readonly authorization: string | undefined;
  /** Parsed, where it was JSON. */
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly ended: Promise<'finished' | 'disconnected'>;
}

export interface RouterOptions {
  readonly models: readonly RouterModel[];
  readonly token?: string;
  /** JSON, the bytes of a file, or what a language model says. */
  readonly answer: (seen: SeenRequest) => unknown;
  /** How jobs of providers with a queue go on. */
  readonly course?: JobCourse;
  /** What becomes of files on the storage. */
  readonly storage?: (path: string) => RouterFault | undefined;
  readonly fault?: (seen: SeenRequest, count: number) => RouterFault | undefined;
}

export interface FakeRouter {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Those that asked for inference, without what became of their jobs. */
  readonly asked: () => readonly SeenRequest[];
  readonly close: () => Promise<void>;
}

interface Desk extends JobDesk {
  readonly options: RouterOptions;
  readonly seen: SeenRequest[];
}

export async function startRouter(options: RouterOptions): Promise<FakeRouter> {
  const files = new Map<string, Buffer>();
  const storage = await listen(
    createServer((request, response) => serveFile({ files, options }, request, response)),
  );
  const desk: Desk = {
    ...{ options, seen: [], files, jobs: new Map(), storage: () => storage.url },
    course: options.course ?? {},
  };
  const router = await listen(
    createServer((request, response) => {
      serve(request, response, desk).catch((error) => response.destroy(error));
    }),
  );
  return {
    url: router.url,
    seen: desk.seen,
    asked: () =>
      desk.seen.filter(({ method, path }) => method === 'POST' && !path.endsWith('/cancel')),
    close: async () => {
      await Promise.all([router.close(), storage.close()]);
    },
  };
}

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has such an address
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

function serveFile(
  { files, options }: Pick<Desk, 'files' | 'options'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = request.url ?? '';
  const file = files.get(path);
  const fault = options.storage?.(path);
  if (fault !== undefined) {
    sendFault(response, fault);
  } else if (request.headers.authorization !== undefined || file === undefined) {
    response.writeHead(request.headers.authorization === undefined ? 404 : 400).end();
  } else {
    response.writeHead(200, { 'content-length': file.length }).end(file);
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk,
): Promise<void> {
  const seen = await see(request, response, desk);
  desk.seen.push(seen);
  const fault = desk.options.fault?.(seen, desk.seen.length);
  const { token } = desk.options;
  const listed = desk.options.models.find(({ id }) => seen.path === `/v1/models/${id}`);
  if (fault !== undefined) {
    sendFault(response, fault);
  } else if (seen.method === 'GET' && listed !== undefined) {
    send(response, 200, listing(listed)); // it is shown to everybody
  } else if (token !== undefined && seen.authorization !== `Bearer ${token}`) {
    // As services do that repeat what they refuse.
    send(response, 401, { error: `Invalid credentials: ${seen.authorization}` });
  } else if (seen.method !== 'POST' || seen.path.endsWith('/cancel')) {
    sendKnown(response, seen, desk);
  } else {
    await perform(response, { seen, type: request.headers['content-type'] ?? '' }, desk);
  }
}

async function see(
  request: IncomingMessage,
  response: ServerResponse,
  { options }: Desk,
): Promise<SeenRequest> {
  const ended = new Promise<'finished' | 'disconnected'>((resolve) =>
    response.on('close', () => resolve(response.writableFinished ? 'finished' : 'disconnected')),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const url = request.url ?? '/';
  const provider = /^\/([\w-]+)\//.exec(url)?.[1] ?? '';
  const body = jsonOf({ bytes });
  const task = taskAt(url, { provider, body }, options);
  const { authorization } = request.headers;
  return {
    method: request.method ?? '',
    path: url,
    provider,
    task,
    authorization,
    body,
    bytes,
    ended,
  };
}

/** The task that the Hub lists for the model which a path, or a body, names. */
function taskAt(
  url: string,
  { provider, body }: { readonly provider: string; readonly body: unknown },
  { models }: RouterOptions,
): string {
  const pipeline = /\/pipeline\/([\w-]+)/.exec(url)?.[1];
  const named =
    typeof body === 'object' && body !== null && 'model' in body ? String(body.model) : '';
  const found = models
    .flatMap(({ id, providers }) => providers.map((served) => ({ id, ...served })))
    .find(
      ({ id, provider: name, providerId = id }) =>
        name === provider && (url.includes(`/${providerId}`) || named === providerId),
    );
  return pipeline ?? found?.task ?? '';
}

function sendKnown(response: ServerResponse, seen: SeenRequest, desk: Desk): void {
  const id = /^\/api\/models\/([^?]+)\?/.exec(seen.path)?.[1];
  const model = desk.options.models.find((each) => each.id === id);
  const job = lookAfter(seen, desk);
  if (model !== undefined) {
    sendModel(response, model, seen.path);
  } else if (job !== undefined) {
    sendJob(response, job);
  } else {
    send(response, 404, { error: 'Repository not found' }, { 'x-error-code': 'RepoNotFound' });
  }
}

function sendJob(response: ServerResponse, { status, body }: JobAnswer): void {
  send(response, status, body);
}

/** A model that is talked with, as the router lists it. */
function listing({ id, providers, terms = {} }: RouterModel): unknown {
  return {
    ...{ id, object: 'model', created: 1776837885, owned_by: id.split('/')[0] },
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
    providers: providers.map(({ provider }) => {
      const known = terms[provider];
      return {
        ...{ provider, status: known === 'error' ? 'error' : 'live', context_length: 32_768 },
        ...(typeof known === 'object' && { pricing: known }),
        ...{ supports_tools: true, supports_structured_output: true, is_model_author: false },
      };
    }),
  };
}

function sendModel(response: ServerResponse, model: RouterModel, path: string): void {
  const mapping = model.providers.map(({ providerId = model.id, status = 'live', ...served }) => ({
    ...{ ...served, providerId, status },
    hfModelId: model.id,
  }));
  send(response, 200, {
    id: model.id,
    ...(path.includes('expand[]=inferenceProviderMapping') && {
      inferenceProviderMapping: mapping,
    }),
    ...(path.includes('expand[]=mask_token') && { mask_token: model.maskToken }),
  });
}

interface Job {
  readonly seen: SeenRequest;
  readonly type: string;
}

async function perform(response: ServerResponse, { seen, type }: Job, desk: Desk): Promise<void> {
  const { provider, task, path, bytes } = seen;
  if (task === '') {
    send(response, 404, { error: 'Model not supported by provider' });
    return;
  }
  const received: Received = { provider, task, path: path.split('?')[0] ?? '', type, bytes };
  const wrong = wrongBody(received);
  if (wrong !== undefined) {
    send(response, 422, { error: wrong });
    return;
  }
  const answer = desk.options.answer(seen);
  if (received.path.endsWith('/chat/completions')) {
    const scripted = answer as ScriptedAnswer; // the test's own script for a language model
    await sendAnswer(response, ChatBodySchema.parse(seen.body), scripted);
  } else if (provider === 'fal-ai' || provider === 'replicate') {
    sendJob(response, begin(seen, answer, desk));
  } else {
    sendClassic(response, seen, answer);
  }
}

/** Of these, the service gives a list with what the schemas describe for each of several texts. */
const WRAPPED: readonly string[] = [
  'text-classification',
  'summarization',
  'translation',
  'feature-extraction',
];

function sendClassic(response: ServerResponse, { task, path }: SeenRequest, answer: unknown): void {
  if (Buffer.isBuffer(answer)) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer);
    return;
  }
  if (path.endsWith('/v1/completions')) {
    send(response, 200, { id: 'cmpl-1', choices: [{ text: answer, index: 0 }], created: 1 });
    return;
  }
  const wrong = wrongOutput(task, WRAPPED.includes(task) ? Object(answer)[0] : answer);
  if (wrong !== undefined) {
    throw new Error(`the test's answer for ${task} is none: ${wrong}`);
  }
  send(response, 200, answer);
}
