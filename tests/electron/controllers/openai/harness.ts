// Connections to a fake endpoint for tests, with short limits, and what a question to them came to.

import type { ChatPiece, ChatQuestion } from '../../../../electron/controllers/chat.ts';
import {
  type ConnectionDeps,
  type Connections,
  createConnections,
} from '../../../../electron/controllers/openai/connections.ts';
import type { Form } from '../../../../electron/controllers/openai/form.ts';
import type { Limits } from '../../../../electron/controllers/openai/limits.ts';
import { createFetch } from '../../../../electron/network/fetch.ts';
import type { Connection } from '../../../../shared/controllers.ts';
import { AppError, type ErrorCode } from '../../../../shared/errors.ts';
import {
  type ChatServer,
  type ChatServerOptions,
  startChatServer,
} from '../../../fakes/chat-server.ts';

export const KEY = 'sk-proj-Zx81Qv77Lm02Rt55WcKd93';
export const MODEL = 'test-model';

export interface Bench extends Connections {
  readonly server: ChatServer;
  readonly forms: Map<string, Form>;
  /** Milliseconds of the pauses before further attempts. */
  readonly pauses: number[];
}

export interface BenchOptions extends Partial<ChatServerOptions> {
  readonly environment?: NodeJS.ProcessEnv;
  /** Of the connection `mine`, which leads to the fake endpoint. */
  readonly mine?: Partial<Connection>;
  readonly others?: Readonly<Record<string, Connection>>;
  readonly limits?: Partial<Limits>;
  readonly refusal?: ConnectionDeps['refusal'];
  /** Of the one way out itself. */
  readonly fetchRefusal?: ConnectionDeps['refusal'];
}

const open = new Set<ChatServer>();

export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const { environment = {}, mine = {}, others = {}, limits = {}, ...rest } = options;
  const { refusal, fetchRefusal, ...serving } = rest;
  const server = await startChatServer({ answer: () => 'Hello', ...serving });
  open.add(server);
  const forms = new Map<string, Form>();
  const pauses: number[] = [];
  const baseUrl = mine.preset === 'azure' ? server.origin : server.url;
  const own: Connection = { preset: 'custom', baseUrl, ...mine };
  const connections = createConnections({
    fetch: createFetch({ environment: {}, refusal: fetchRefusal }),
    environment,
    connections: () => ({ mine: own, ...others }),
    refusal: refusal ?? (() => undefined),
    forms: { get: (key) => forms.get(key), set: (key, form) => forms.set(key, form) },
    limits: {
      firstByteMs: 5_000,
      silenceMs: 5_000,
      sleep: async (ms) => {
        pauses.push(ms);
      },
      ...limits,
    },
  });
  return { ...connections, server, forms, pauses };
}

export async function closeBenches(): Promise<void> {
  await Promise.all([...open].map((server) => server.close()));
  open.clear();
}

export const user = (text: string): ChatQuestion => ({ messages: [{ role: 'user', text }] });

export const FORMED: ChatQuestion = {
  ...user('Give JSON.'),
  form: {
    name: 'ready',
    schema: {
      type: 'object',
      properties: { ready: { type: 'boolean' } },
      required: ['ready'],
      additionalProperties: false,
    },
  },
};

export interface Outcome {
  readonly text: string;
  readonly end: Extract<ChatPiece, { readonly type: 'end' }> | undefined;
  readonly error: unknown;
}

export interface AskOptions {
  readonly question?: ChatQuestion;
  readonly connection?: string;
  readonly model?: string;
  readonly signal?: AbortSignal;
  readonly given?: (text: string) => void;
}

export async function askBench(bench: Connections, options: AskOptions = {}): Promise<Outcome> {
  const { question = user('Hi'), connection = 'mine', model = MODEL } = options;
  const { signal = new AbortController().signal, given } = options;
  let text = '';
  let end: Outcome['end'];
  try {
    for await (const piece of bench.chat({ connection, model }).ask(question, signal)) {
      if (piece.type === 'end') {
        end = piece;
      } else {
        text += piece.text;
        given?.(piece.text);
      }
    }
    return { text, end, error: undefined };
  } catch (error) {
    return { text, end, error };
  }
}

export function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof AppError ? error.code : undefined;
}

/** What was asked of the endpoint, body by body. */
export const bodiesOf = ({ server }: Bench) =>
  server.asked().map(({ body }) => body as Readonly<Record<string, unknown>>); // bodies are objects
