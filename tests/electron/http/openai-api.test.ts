import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { fixedController, wire } from '../../fakes/controllers.ts';
import { fakeExpert, textOf } from '../../fakes/experts.ts';
import { clientOf, dataUrl, serveOpenAi } from './openai-served.ts';

const sample = (name: string) =>
  readFileSync(new URL(`../../../assets/samples/${name}`, import.meta.url));
const SCENE = sample('scene.png');
const model = 'ensemble';
const user = (content: string) => ({ role: 'user', content }) as const;

/** One task that gives its text back. */
const echoing = {
  controller: fixedController([wire(0, 'text-generation', { text: 'said it' })]),
  experts: [
    fakeExpert('text-generation', { perform: async (inputs) => ({ text: textOf(inputs) }) }),
  ],
};

/** One task on a picture, which makes another. */
const drawing = {
  controller: fixedController([wire(0, 'canny-control', { image: 'image.png' })]),
  experts: [
    fakeExpert('canny-control', {
      perform: async () => ({ image: { name: 'edges (1).png', bytes: SCENE } }),
    }),
  ],
};

/** A task that goes on until it is cancelled. */
function held() {
  const begun = Promise.withResolvers<void>();
  const expert = fakeExpert('text-generation', {
    perform: (_, { signal }) => {
      begun.resolve();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
  });
  return { begun: begun.promise, engine: { ...echoing, experts: [expert] } };
}

const failure = (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('GET /v1/models', () => {
  it('lists the whole orchestrator as one model', async () => {
    const { client } = await serveOpenAi();
    const { data } = await client.models.list();
    expect(data).toEqual([
      { id: model, object: 'model', created: expect.any(Number), owned_by: 'ensemble' },
    ]);
    expect(await client.models.retrieve(model)).toEqual(data[0]);
  });

  it('knows no other', async () => {
    const { client } = await serveOpenAi();
    const error = await failure(client.models.retrieve('gpt-4o'));
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(error).toMatchObject({ code: 'model_not_found', param: 'model' });
  });
});

describe('POST /v1/chat/completions', () => {
  it('answers a request with what its tasks gave', async () => {
    const { client, states } = await serveOpenAi({ engine: echoing });
    const completion = await client.chat.completions.create({
      ...{ model, temperature: 0.3, max_tokens: 5, seed: 1, n: 1, tools: [] },
      messages: [{ role: 'system', content: 'Say nothing.' }, user('  say it  ')],
    });
    const [run] = states();
    expect(run?.request).toBe('say it');
    expect(completion).toMatchObject({
      ...{ id: `chatcmpl-${run?.runId}`, object: 'chat.completion', model },
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant' } }],
      usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    });
    expect(completion.choices[0]?.message.content).toBe(run?.answer);
    expect(run?.answer).toContain('said it');
  });

  it('takes files in the message, and gives addresses of those that were made', async () => {
    const { client, origin, token, states } = await serveOpenAi({ engine: drawing });
    const completion = await client.chat.completions.create({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'The edges' },
            { type: 'image_url', image_url: { url: dataUrl('image/png', SCENE), detail: 'high' } },
            {
              type: 'input_audio',
              input_audio: { data: sample('recording.wav').toString('base64'), format: 'wav' },
            },
            {
              type: 'file',
              file: {
                filename: '../../花.csv',
                file_data: dataUrl('text/csv', sample('flowers.csv')),
              },
            },
            { type: 'text', text: 'please.' },
          ],
        },
      ],
    });
    const [run] = states();
    expect(run?.request).toBe('The edges\nplease.');
    expect(run?.attachments.map(({ name, artefact }) => [name, artefact.kind])).toEqual([
      ['image.png', 'image'],
      ['audio.wav', 'audio'],
      ['花.csv', 'table'],
    ]);
    const text = completion.choices[0]?.message.content ?? '';
    const [, address = ''] = /!\[edges \(1\)\.png\]\((\S+)\)/.exec(text) ?? [];
    expect(address, text).toMatch(
      new RegExp(`^${origin}/media/[0-9a-f]{64}/edges%20%281%29\\.png$`),
    );
    const made = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    expect(Buffer.from(await made.arrayBuffer()).equals(SCENE)).toBe(true);
  });

  it('takes a file that is stored already by its address', async () => {
    const { client, engine, port, states } = await serveOpenAi({ engine: drawing });
    const { artefact } = await engine.store.artefacts.addBytes('scene.png', SCENE);
    const local = `http://localhost:${port}`;
    await client.chat.completions.create({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'The edges of both.' },
            { type: 'image_url', image_url: { url: `${local}/media/${artefact.id}/image.png` } },
          ],
        },
      ],
    });
    const hash = 'a'.repeat(64);
    await client.chat.completions.create({
      model,
      messages: [user(`The edges of /media/${artefact.id}/image.png, not of ${hash}.`)],
    });
    expect(states().map(({ request, attachments }) => [request, attachments])).toEqual([
      ['The edges of both.', [{ name: 'image.png', artefact }]],
      [`The edges of image.png, not of ${hash}.`, [{ name: 'image.png', artefact }]],
    ]);
  });

  it('reads a picture with the built-in experts, in Chinese too', async () => {
    const { client } = await serveOpenAi();
    const content = [
      { type: 'text', text: '请读出这张图片里的文字。' },
      { type: 'image_url', image_url: { url: dataUrl('image/png', sample('invoice.png')) } },
    ] as const;
    const completion = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: [...content] }],
    });
    expect(completion.choices[0]?.message.content).toMatch(/invoice/i);
  });
});

describe('a stream', () => {
  it('gives the same answer as one that is whole, piece by piece', async () => {
    const { client, states } = await serveOpenAi({ engine: drawing });
    const messages = [
      {
        role: 'user' as const,
        content: [
          { type: 'text' as const, text: '边缘检测' },
          { type: 'image_url' as const, image_url: { url: dataUrl('image/png', SCENE) } },
        ],
      },
    ];
    const whole = await client.chat.completions.create({ model, messages });
    const stream = await client.chat.completions.create({
      ...{ model, messages, stream: true, stream_options: { include_usage: true } },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' });
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(text).toBe(whole.choices[0]?.message.content);
    expect(chunks.length).toBeGreaterThan(4);
    expect(chunks.map(({ usage }) => usage)).toEqual([
      ...chunks.slice(1).map(() => null),
      { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    ]);
    expect(chunks.at(-1)?.choices).toEqual([]);
    expect(chunks.at(-2)?.choices[0]).toMatchObject({ finish_reason: 'stop', delta: {} });
    expect(new Set(chunks.map(({ id }) => id))).toEqual(
      new Set([`chatcmpl-${states()[1]?.runId}`]),
    );
  });

  it('leads to the next turn as well', async () => {
    const { client, states } = await serveOpenAi({ engine: echoing });
    const answer = client.chat.completions.stream({ model, messages: [user('one')] });
    const said = { role: 'assistant', content: await answer.finalContent() } as const;
    await client.chat.completions.create({ model, messages: [user('one'), said, user('two')] });
    expect(states()[1]?.parent).toBe(states()[0]?.runId);
  });

  it('tells that it goes on while nothing is to be said', async () => {
    const { begun, engine } = held();
    const { origin, token } = await serveOpenAi({ engine, limits: { silenceMs: 5 } });
    const answer = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [user('x')], stream: true }),
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await begun;
    let text = '';
    for await (const piece of answer.body ?? []) {
      text += Buffer.from(piece).toString();
      if (text.includes('\n: working\n\n')) {
        break;
      }
    }
    expect(text).toMatch(/^data: \{.*"role":"assistant".*\}\n\n: working\n\n/);
  });

  it.each(['stream', 'whole'])('of a client that is gone cancels its run: %s', async (form) => {
    const { begun, engine } = held();
    const { client, states } = await serveOpenAi({ engine });
    const gone = new AbortController();
    const asked = client.chat.completions.create(
      { model, messages: [user('x')], stream: form === 'stream' },
      { signal: gone.signal },
    );
    const left = failure(asked);
    await begun;
    gone.abort();
    await left;
    await expect.poll(() => states()[0]?.status).toBe('cancelled');
  });

  it('that breaks off says why, as the package reads it', async () => {
    const { begun, engine } = held();
    const { client, engine: running } = await serveOpenAi({ engine });
    const stream = await client.chat.completions.create({
      ...{ model, messages: [user('x')], stream: true },
    });
    await begun;
    running.interrupt();
    const error = await failure(Array.fromAsync(stream));
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ code: 'CANCELLED', type: 'server_error' });
  });
});

describe('who may call', () => {
  it('needs the token as the key', async () => {
    const { origin } = await serveOpenAi({ engine: echoing });
    const stranger = clientOf(origin, 'sk-wrong');
    const calls = [
      stranger.models.list(),
      stranger.chat.completions.create({ model, messages: [user('x')] }),
    ];
    for (const call of calls) {
      const error = await failure(call);
      expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
      expect(error).toMatchObject({ code: 'invalid_api_key', type: 'invalid_request_error' });
    }
  });

  it('may be every program of this machine where that is allowed', async () => {
    const { origin } = await serveOpenAi({ engine: echoing, isLoopbackApiOpen: true });
    const { data } = await clientOf(origin, 'any').models.list();
    expect(data).toHaveLength(1);
  });

  it('is never another page', async () => {
    const { origin, token } = await serveOpenAi({ engine: echoing });
    const page = new OpenAI({
      ...{ baseURL: `${origin}/v1`, apiKey: token, maxRetries: 0 },
      defaultHeaders: { origin: 'http://evil.example' },
    });
    expect(await failure(page.models.list())).toBeInstanceOf(OpenAI.PermissionDeniedError);
  });

  it('is told so where too many call at once', async () => {
    const { begun, engine } = held();
    const { client } = await serveOpenAi({ engine, limits: { streams: 1 } });
    const gone = new AbortController();
    const first = failure(
      client.chat.completions.create({ model, messages: [user('x')] }, { signal: gone.signal }),
    );
    await begun;
    const second = await failure(client.chat.completions.create({ model, messages: [user('x')] }));
    expect(second).toBeInstanceOf(OpenAI.RateLimitError);
    gone.abort();
    await first;
  });
});
