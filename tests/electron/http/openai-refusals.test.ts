import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../fakes/apps.ts';
import { fixedController } from '../../fakes/controllers.ts';
import { sayingExpert } from '../../fakes/experts.ts';
import { dataUrl, serveOpenAi } from './openai-served.ts';

const SCENE = readFileSync(new URL('../../../assets/samples/scene.png', import.meta.url));
const PICTURE = dataUrl('image/png', SCENE);

async function post(
  body: string,
  { type = 'application/json', ...options }: Parameters<typeof testApp>[0] & { type?: string } = {},
) {
  const app = testApp(options);
  const answer = await app.fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const json: unknown = await answer.json();
  return { app, status: answer.status, headers: answer.headers, json };
}

const call = (more: object) =>
  JSON.stringify({ model: 'ensemble', messages: [{ role: 'user', content: 'x' }], ...more });
const parts = (...content: object[]) =>
  call({ messages: [{ role: 'user', content: [{ type: 'text', text: 'x' }, ...content] }] });

describe('a body', () => {
  it.each([
    ['', null],
    ['{', null],
    ['[]', 'body'],
    ['null', 'body'],
    ['{}', 'model'],
    [call({ messages: undefined }), 'messages'],
    [call({ messages: [] }), 'messages'],
    [call({ messages: [{ role: 'assistant', content: 'x' }] }), 'messages'],
    [call({ messages: [{ role: 'oracle', content: 'x' }] }), 'messages[0].role'],
    [call({ messages: [{ role: 'user', content: ' ' }] }), 'messages[0].content'],
    [call({ messages: [{ role: 'user', content: null }] }), 'messages[0].content'],
    [call({ messages: [{ role: 'user', content: 7 }] }), 'messages[0].content'],
    [call({ messages: [{ role: 'user', content: 'x'.repeat(100_001) }] }), 'messages[0].content'],
    [call({ stream: 'yes' }), 'stream'],
    [call({ n: 2 }), 'n'],
    [call({ tools: [{ type: 'function' }] }), 'tools'],
    [call({ functions: [{ name: 'f' }] }), 'functions'],
    [call({ response_format: { type: 'json_object' } }), 'response_format.type'],
    [call({ response_format: { type: 'json_schema' } }), 'response_format.type'],
    [call({ modalities: ['text', 'audio'] }), 'modalities[1]'],
    [call({ logprobs: true }), 'logprobs'],
    [parts({ type: 'video', video: {} }), 'messages[0].content[1].type'],
    [
      parts({ type: 'image_url', image_url: { url: 'http://elsewhere.example/x.png' } }),
      'messages[0].content[1].image_url.url',
    ],
    [
      parts({ type: 'image_url', image_url: { url: 'file:///etc/passwd' } }),
      'messages[0].content[1].image_url.url',
    ],
    [
      parts({ type: 'image_url', image_url: { url: 'data:image/png,x' } }),
      'messages[0].content[1].image_url.url',
    ],
    [
      parts({ type: 'image_url', image_url: { url: 'data:image/png;base64,***' } }),
      'messages[0].content[1].image_url.url',
    ],
    [
      parts({ type: 'input_audio', input_audio: { data: 'AAAAA', format: 'wav' } }),
      'messages[0].content[1].input_audio.data',
    ],
    [parts({ type: 'file', file: { file_id: 'file-1' } }), 'messages[0].content[1].file.file_data'],
  ])('%j is refused with the place that is wrong', async (body, param) => {
    const { app, status, json, headers } = await post(body);
    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: { message: expect.stringMatching(/\S/), type: 'invalid_request_error', param },
    });
    expect(headers.get('x-should-retry')).toBe('false');
    expect(app.engine.store.runs.list(1)).toEqual([]);
    expect(app.bugs).toEqual([]);
  });

  it('is refused where a page could have sent it without asking', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      expect((await post(call({}), { type })).status).toBe(415);
    }
  });

  it('is refused where it is too large, with what to do about it', async () => {
    const { status, json } = await post(parts(image(PICTURE)), { limits: { openAiBytes: 1000 } });
    expect(status).toBe(413);
    expect(json).toMatchObject({ error: { message: expect.stringContaining('/media') } });
  });

  it('is refused where it stops arriving', async () => {
    const app = testApp({ limits: { uploadIdleMs: 20 } });
    const answer = await app.fetch('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) }),
      duplex: 'half',
    });
    expect(answer.status).toBe(408);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  const image = (url: string) => ({ type: 'image_url', image_url: { url } });

  it.each([
    ['that is none', image(`data:image/png;base64,${btoa('just words')}`), 'FILE_MISLABELLED'],
    ['that is empty', image('data:image/png;base64,'), 'FILE_EMPTY'],
    ['that is not here', image(`/media/${'a'.repeat(64)}/x.png`), 'FILE_NOT_FOUND'],
  ])('with a picture %s is refused', async (_, part, code) => {
    const { app, status, json } = await post(parts(part));
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code } });
    expect(app.bugs).toEqual([]);
  });
});

describe('an address', () => {
  it('that is none of OpenAI’s, or is asked the wrong way, is refused in its form', async () => {
    const app = testApp();
    const ask = async (method: string, path: string) => {
      const answer = await app.fetch(path, { method });
      return [answer.status, await answer.json()];
    };
    const error = (code: string) => ({ error: expect.objectContaining({ code }) });
    expect(await ask('POST', '/v1/embeddings')).toEqual([404, error('unknown_url')]);
    expect(await ask('GET', '/v1/')).toEqual([404, error('unknown_url')]);
    expect(await ask('GET', '/v1/chat/completions')).toEqual([405, error('method_not_supported')]);
    expect(await ask('DELETE', '/v1/models/ensemble')).toEqual([
      405,
      error('method_not_supported'),
    ]);
  });
});

describe('an error', () => {
  const engine = {
    controller: fixedController([]),
    experts: [sayingExpert('text-generation', 'x')],
  };
  const failure = (promise: PromiseLike<unknown>) =>
    Promise.resolve(promise).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('of an unknown model is thrown by the package as what it is', async () => {
    const { client } = await serveOpenAi({ engine });
    const error = await failure(
      client.chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: 'x' }],
      }),
    );
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model' });
  });

  it('of a file over the limit of the settings has its status', async () => {
    const { client, states } = await serveOpenAi({ engine, settings: { maxFileBytes: 1000 } });
    const error = await failure(
      client.chat.completions.create({
        model: 'ensemble',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'x' },
              { type: 'image_url', image_url: { url: PICTURE } },
            ],
          },
        ],
      }),
    );
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ status: 413, code: 'FILE_TOO_LARGE' });
    expect(states()).toEqual([]);
  });

  it('that is a bug tells nothing of itself, and is reported', async () => {
    const broken = new Error('a secret');
    const app = testApp({}, (runs) => ({ ...runs, start: () => Promise.reject(broken) }));
    const answer = await app.fetch('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: call({}),
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(app.bugs).toEqual([broken]);
  });
});
