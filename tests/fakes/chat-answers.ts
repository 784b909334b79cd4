// What the fake endpoint (chat-server.ts) answers: texts in pieces as a stream of events or as one object,
// and each way in which a stream can go wrong.

import type { ServerResponse } from 'node:http';
import type { ChatBody, Refusal } from './chat-wire.ts';

/** A text, or something that is waited for before the next text is sent. */
export type Piece = string | Promise<unknown>;

export type ScriptedAnswer =
  /** The text as one piece. */
  | string
  | {
      readonly kind: 'text';
      readonly pieces: readonly Piece[];
      /** Sent first, as servers of reasoning models do. */
      readonly reasoning?: string;
      /** Instead of a content. */
      readonly refusal?: string;
      readonly finish?: 'stop' | 'length' | 'content_filter';
      /** Tokens that it says it has counted; `none` where it never counts. */
      readonly usage?: { readonly prompt: number; readonly completion: number } | 'none';
    }
  | {
      readonly kind: 'error';
      readonly status: number;
      /** Text is sent as it is, everything else as JSON. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** An error as an event of the stream. */
  | { readonly kind: 'error-event'; readonly after: readonly string[]; readonly error: unknown }
  | { readonly kind: 'malformed'; readonly after: readonly string[] }
  /** Nothing more, not even headers where nothing came before, until it is let go on to the end. */
  | { readonly kind: 'stall'; readonly after: readonly string[]; readonly until: Promise<unknown> }
  /** The connection is reset, or ends as if all had been sent. */
  | {
      readonly kind: 'cut';
      readonly after: readonly string[];
      readonly how: 'reset' | 'end';
      /** It is cut then; a reset may take along what the client has not read yet. */
      readonly until?: Promise<unknown>;
    }
  | { readonly kind: 'other'; readonly contentType: string; readonly body: string };

export function sendJson(response: ServerResponse, { status, body, headers }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export async function sendAnswer(
  response: ServerResponse,
  chat: ChatBody | undefined,
  scripted: ScriptedAnswer,
): Promise<void> {
  const answer =
    typeof scripted === 'string' ? ({ kind: 'text', pieces: [scripted] } as const) : scripted;
  if (answer.kind === 'error') {
    const { status, body, headers = {} } = answer;
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  } else if (answer.kind === 'other') {
    response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
  } else if (answer.kind === 'text') {
    await sendText(response, chat, answer);
  } else {
    await sendBroken(response, chat, answer);
  }
}

type TextAnswer = Extract<ScriptedAnswer, { readonly kind: 'text' }>;

async function sendText(
  response: ServerResponse,
  chat: ChatBody | undefined,
  answer: TextAnswer,
): Promise<void> {
  const { pieces, reasoning, refusal, finish = 'stop' } = answer;
  const texts = pieces.filter((piece) => typeof piece === 'string');
  const usage = usageOf(chat, texts.join(''), answer.usage);
  if (chat?.stream !== true) {
    await Promise.all(pieces);
    const message = { role: 'assistant', content: texts.join(''), refusal: refusal ?? null };
    const choices = [{ index: 0, message, finish_reason: finish, logprobs: null }];
    const body = { ...envelope(chat, 'chat.completion'), choices, usage };
    sendJson(response, { status: 200, body });
    return;
  }
  const send = startStream(response, chat);
  const closed = new Promise((resolve) => response.on('close', resolve));
  if (reasoning !== undefined) {
    send.delta({ reasoning_content: reasoning });
  }
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      send.delta({ content: piece });
    } else {
      await Promise.race([piece, closed]);
    }
  }
  if (refusal !== undefined) {
    send.delta({ refusal });
  }
  send.end(finish, chat.stream_options?.include_usage === true ? usage : undefined);
}

async function sendBroken(
  response: ServerResponse,
  chat: ChatBody | undefined,
  answer: Extract<ScriptedAnswer, { readonly after: readonly string[] }>,
): Promise<void> {
  const { kind, after } = answer;
  const closed = new Promise((resolve) => response.on('close', resolve));
  if (kind === 'stall' && after.length === 0) {
    await Promise.race([answer.until, closed]);
    response.destroy();
    return;
  }
  const send = startStream(response, chat);
  for (const content of after) {
    send.delta({ content });
  }
  if ('until' in answer) {
    await Promise.race([answer.until, closed]);
  }
  if (kind === 'stall') {
    send.end('stop', undefined);
  } else if (kind === 'malformed') {
    response.end('data: {"id":"chatcmpl-1","choices":[{"delta":{"conte\n\n');
  } else if (kind === 'error-event') {
    response.end(`data: ${JSON.stringify({ error: answer.error })}\n\n`);
  } else if (answer.how === 'end') {
    response.end();
  } else {
    response.write(': cut\n\n', () => response.socket?.resetAndDestroy());
  }
}

function startStream(response: ServerResponse, chat: ChatBody | undefined) {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const event = (data: unknown) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const chunk = (delta: object, finish: string | null) => ({
    ...envelope(chat, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
  });
  event(chunk({ role: 'assistant', content: '', refusal: null }, null));
  return {
    delta: (delta: object) => event(chunk(delta, null)),
    end: (finish: string, usage: object | null | undefined) => {
      event(chunk({}, finish));
      if (usage) {
        event({ ...envelope(chat, 'chat.completion.chunk'), choices: [], usage });
      }
      response.end('data: [DONE]\n\n');
    },
  };
}

const envelope = (chat: ChatBody | undefined, object: string) => ({
  id: 'chatcmpl-1',
  object,
  created: 1_700_000_000,
  model: chat?.model ?? '',
  system_fingerprint: 'fp_fake',
});

function usageOf(chat: ChatBody | undefined, text: string, said: TextAnswer['usage']) {
  if (said === 'none') {
    return null;
  }
  const prompt = said?.prompt ?? Math.ceil(JSON.stringify(chat?.messages ?? []).length / 4);
  const completion = said?.completion ?? Math.ceil(text.length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}
