// A chat-completions endpoint on this machine: speaks the documented wire format over HTTP (streamed or
// not, structured outputs, Azure's paths, what Ollama and llama.cpp tell of themselves), refuses wrong
// requests as the services do, and answers or fails as the test's script says.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ScriptedAnswer, sendAnswer, sendJson } from './chat-answers.ts';
import { type ChatBody, isRefusal, type Refusal, readChatBody, refusalOf } from './chat-wire.ts';

export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** What was asked, where it was a right request for a chat completion. */
  readonly chat: ChatBody | undefined;
  /** How the exchange ended for the server. */
  readonly ended: Promise<'finished' | 'disconnected'>;
}

export interface ChatServerOptions {
  readonly answer: (request: RecordedRequest) => ScriptedAnswer;
  /** Asked of each request; without it everyone is let in. */
  readonly key?: string;
  /** By name, or as `/models` tells of them; `test-model` by default. For Azure, the deployments. */
  readonly models?: readonly (string | { readonly id: string })[];
  /** It answers, and has no `/models`, as some gateways do. */
  readonly isListless?: boolean;
  /** Kinds of `response_format` that are taken, besides text; both by default. */
  readonly formats?: readonly ('json_schema' | 'json_object')[];
  /** Fields of the body that are refused as unsupported, such as `seed`. */
  readonly refuses?: readonly string[];
  /** Ollama's /api/show gives this for a model that it has. */
  readonly ollamaShow?: Readonly<Record<string, unknown>>;
  /** llama.cpp's /props gives this. */
  readonly props?: Readonly<Record<string, unknown>>;
}

export interface ChatServer {
  /** With the version: http://127.0.0.1:PORT/v1. */
  readonly url: string;
  /** Without it, as Azure and the servers' own paths have it. */
  readonly origin: string;
  /** The oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Those that asked for a chat completion, right or wrong. */
  readonly asked: () => readonly RecordedRequest[];
  readonly close: () => Promise<void>;
}

export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await record(incoming, response, options);
    requests.push(request.recorded);
    await reply(request, response, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: `${origin}/v1`,
    requests,
    asked: () => requests.filter(({ path }) => path.endsWith('/chat/completions')),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Received {
  readonly recorded: RecordedRequest;
  readonly refusal: Refusal | undefined;
}

async function record(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: ChatServerOptions,
): Promise<Received> {
  const ended = new Promise<'finished' | 'disconnected'>((resolve) =>
    response.on('close', () => resolve(response.writableFinished ? 'finished' : 'disconnected')),
  );
  const url = new URL(incoming.url ?? '/', 'http://server');
  const body = parsed(await textOf(incoming));
  const request = {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body,
    ended,
  };
  const read = url.pathname.endsWith('/chat/completions')
    ? readChatBody(body, {
        formats: options.formats ?? ['json_schema', 'json_object'],
        refuses: options.refuses ?? [],
      })
    : undefined;
  return read === undefined || isRefusal(read)
    ? { recorded: { ...request, chat: undefined }, refusal: read }
    : { recorded: { ...request, chat: read }, refusal: undefined };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

async function reply(
  { recorded, refusal }: Received,
  response: ServerResponse,
  options: ChatServerOptions,
): Promise<void> {
  const azure = /^\/openai\/deployments\/([^/]+)\/chat\/completions$/.exec(recorded.path);
  const refused =
    refusedKey(recorded, options.key) ??
    (azure === null ? undefined : refusedDeployment(recorded, azure[1], options));
  const isChat = azure !== null || /^(?:\/openai)?\/v1\/chat\/completions$/.test(recorded.path);
  if (refused !== undefined) {
    sendJson(response, refused);
  } else if (isChat && recorded.method === 'POST') {
    const wrong = refusal ?? refusedModel(recorded.chat?.model, azure !== null, options);
    if (wrong === undefined) {
      await sendAnswer(response, recorded.chat, options.answer(recorded));
    } else {
      sendJson(response, wrong);
    }
  } else {
    sendJson(response, told(recorded, options));
  }
}

/** What a server tells of itself. */
function told({ method, path, body }: RecordedRequest, options: ChatServerOptions): Refusal {
  const models = modelsOf(options);
  const asked = `${method} ${path}`;
  if (/^GET \/(?:v1|openai|openai\/v1)\/models$/.test(asked) && options.isListless !== true) {
    const data = models.map((model) => ({
      object: 'model',
      created: 1_700_000_000,
      owned_by: 'fake',
      ...model,
    }));
    return { status: 200, body: { object: 'list', data } };
  }
  if (asked === 'POST /api/show' && options.ollamaShow !== undefined) {
    const isKnown = models.some(({ id }) => JSON.stringify(body).includes(JSON.stringify(id)));
    return isKnown
      ? { status: 200, body: options.ollamaShow }
      : { status: 404, body: { error: 'model not found' } };
  }
  if (asked === 'GET /props' && options.props !== undefined) {
    return { status: 200, body: options.props };
  }
  return refusalOf(404, `Invalid URL (${asked})`);
}

const modelsOf = ({ models = ['test-model'] }: ChatServerOptions) =>
  models.map((model) => (typeof model === 'string' ? { id: model } : model));

/** OpenAI repeats the ends of a wrong key; so does this. */
function refusedKey({ headers }: RecordedRequest, key: string | undefined): Refusal | undefined {
  const { authorization = '', 'api-key': azure } = headers;
  const sent = String(azure ?? authorization).replace(/^Bearer /, '');
  if (key === undefined || sent === key) {
    return undefined;
  }
  const masked = `${sent.slice(0, 7)}${'*'.repeat(20)}${sent.slice(-4)}`;
  return sent === ''
    ? refusalOf(401, "You didn't provide an API key.")
    : refusalOf(401, `Incorrect API key provided: ${masked}.`, { code: 'invalid_api_key' });
}

function refusedDeployment(
  { query }: RecordedRequest,
  deployment: string | undefined,
  options: ChatServerOptions,
): Refusal | undefined {
  if (query['api-version'] === undefined) {
    return { status: 404, body: { error: { code: '404', message: 'Resource not found' } } };
  }
  const message = 'The API deployment for this resource does not exist.';
  return modelsOf(options).some(({ id }) => id === deployment)
    ? undefined
    : { status: 404, body: { error: { code: 'DeploymentNotFound', message } } };
}

function refusedModel(
  model: string | undefined,
  isAzure: boolean,
  options: ChatServerOptions,
): Refusal | undefined {
  return isAzure || modelsOf(options).some(({ id }) => id === model)
    ? undefined
    : refusalOf(404, `The model '${model}' does not exist or you do not have access to it.`, {
        code: 'model_not_found',
      });
}
