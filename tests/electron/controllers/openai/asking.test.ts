// A question over a connection: what is sent, in which form, and what comes back.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startChatServer } from '../../../fakes/chat-server.ts';
import {
  askBench,
  bodiesOf,
  closeBenches,
  FORMED,
  KEY,
  MODEL,
  startBench,
  user,
} from './harness.ts';

afterEach(closeBenches);

test('an answer comes in the pieces in which it was written, and ends with what was counted', async () => {
  let release = () => {};
  const second = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bench = await startBench({
    answer: () => ({
      kind: 'text',
      pieces: ['Hel', second, 'lo'],
      usage: { prompt: 12, completion: 3 },
    }),
    mine: { price: { input: 2, output: 10 } },
  });
  const given: string[] = [];
  const outcome = await askBench(bench, {
    given: (text) => {
      given.push(text);
      release();
    },
  });
  expect(given).toEqual(['Hel', 'lo']);
  expect(outcome.error).toBeUndefined();
  expect(outcome.end).toEqual({
    type: 'end',
    isCut: false,
    usage: { promptTokens: 12, completionTokens: 3, isEstimated: false, cost: 54 / 1_000_000 },
  });
});

test('it asks at temperature 0, with a seed, for a stream with usage', async () => {
  const bench = await startBench();
  await askBench(bench, { question: { ...user('Hi'), maxTokens: 50 } });
  await askBench(bench, { question: user('Hi') });
  const [first, second] = bodiesOf(bench);
  expect(first).toMatchObject({
    model: MODEL,
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0,
    max_tokens: 50,
  });
  expect(first?.seed).toBe(second?.seed);
  expect(second).not.toHaveProperty('max_tokens');
});

test('OpenAI’s own preset has its newer name for the limit of the length', async () => {
  const bench = await startBench({ mine: { preset: 'openai' } });
  await askBench(bench, { question: { ...user('Hi'), maxTokens: 50 } });
  expect(bodiesOf(bench)[0]).toHaveProperty('max_completion_tokens', 50);
});

test('a form is asked for as a strict schema', async () => {
  const bench = await startBench({ answer: () => '{"ready":true}' });
  const { text, error } = await askBench(bench, { question: FORMED });
  expect(error).toBeUndefined();
  expect(text).toBe('{"ready":true}');
  expect(bodiesOf(bench)[0]?.response_format).toEqual({
    type: 'json_schema',
    json_schema: { name: 'ready', strict: true, schema: FORMED.form?.schema },
  });
  expect(bench.forms.size).toBe(0);
});

test.each([
  [['json_object'], 'json', ['json_schema', 'json_object']],
  [[], 'text', ['json_schema', 'json_object', undefined]],
] as const)(
  'an endpoint that takes only %j is asked so, and that is kept',
  async (formats, format, tried) => {
    const bench = await startBench({ formats, answer: () => '{"ready":true}' });
    const first = await askBench(bench, { question: FORMED });
    expect(first.text).toBe('{"ready":true}');
    const types = bodiesOf(bench).map(
      ({ response_format }) => (response_format as { type: string } | undefined)?.type,
    );
    expect(types).toEqual(tried);
    expect(bench.forms.get(`${bench.server.url} ${MODEL}`)?.format).toBe(format);
    await askBench(bench, { question: FORMED });
    expect(bench.server.asked()).toHaveLength(tried.length + 1);
  },
);

test.each([['stream_options'], ['seed'], ['temperature']] as const)(
  'a server that does not know %s is asked without it from then on',
  async (field) => {
    const bench = await startBench({ refuses: [field] });
    expect((await askBench(bench)).text).toBe('Hello');
    expect((await askBench(bench)).text).toBe('Hello');
    const had = bodiesOf(bench).map((body) => field in body);
    expect(had).toEqual([true, false, false]);
  },
);

test('a server that takes none of the optional fields is still asked', async () => {
  const refuses = ['stream_options', 'seed', 'temperature', 'max_tokens', 'max_completion_tokens'];
  const bench = await startBench({ refuses, formats: [] });
  const question = { ...FORMED, maxTokens: 20 };
  expect((await askBench(bench, { question })).text).toBe('Hello');
  expect(Object.keys(bodiesOf(bench).at(-1) ?? {})).toEqual(['model', 'messages', 'stream']);
});

test('a limit that is refused by one name is sent by the other', async () => {
  const bench = await startBench({ refuses: ['max_tokens'] });
  await askBench(bench, { question: { ...user('Hi'), maxTokens: 20 } });
  expect(bodiesOf(bench).at(-1)).toHaveProperty('max_completion_tokens', 20);
});

test('a form that did not help is not kept', async () => {
  const bench = await startBench({ formats: [], models: [], answer: () => 'unused' });
  await askBench(bench, { question: FORMED });
  expect(bench.forms.size).toBe(0);
});

test('thoughts are left out, in whichever way they come', async () => {
  const bench = await startBench({
    answer: () => ({
      kind: 'text',
      reasoning: 'Let me think.',
      pieces: ['<th', 'ink>more', ' thoughts</thi', 'nk>\n\nYes'],
    }),
  });
  expect((await askBench(bench)).text).toBe('Yes');
});

test('where the server does not count, tokens are estimated from the texts', async () => {
  const bench = await startBench({
    answer: () => ({
      kind: 'text',
      pieces: ['十二个汉字在这里写着的啊', 'abcdefgh'],
      usage: 'none',
    }),
  });
  const { end } = await askBench(bench, { question: user('x'.repeat(400)) });
  expect(end?.usage).toEqual({ promptTokens: 104, completionTokens: 14, isEstimated: true });
});

test('an answer that stops at the limit of its length says so', async () => {
  const bench = await startBench({
    answer: () => ({ kind: 'text', pieces: ['Once upon'], finish: 'length' }),
  });
  const { text, end } = await askBench(bench);
  expect(text).toBe('Once upon');
  expect(end?.isCut).toBe(true);
});

test('a model that thinks up to the limit of the length has said nothing, and that is no error', async () => {
  const bench = await startBench({
    answer: () => ({ kind: 'text', reasoning: 'Hm.', pieces: ['<think>Hm'], finish: 'length' }),
  });
  expect(await askBench(bench)).toMatchObject({ text: '', error: undefined, end: { isCut: true } });
});

test('pictures go along as data', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ensemble-images-'));
  const path = join(folder, 'dot.png');
  await writeFile(path, Buffer.from('89504e47', 'hex'));
  const bench = await startBench({ mine: { takesImages: true } });
  const images = [{ mime: 'image/png', path }];
  const question = { messages: [{ role: 'user', text: 'What is it?', images } as const] };
  const { error } = await askBench(bench, { question });
  await rm(folder, { recursive: true });
  expect(error).toBeUndefined();
  expect(bodiesOf(bench)[0]?.messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is it?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } },
      ],
    },
  ]);
  expect(bench.chat({ connection: 'mine', model: MODEL }).takesImages).toBe(true);
});

test('Azure is asked at its deployment, with its version and its header', async () => {
  const bench = await startBench({
    key: KEY,
    models: ['my-deployment'],
    environment: { MINE_API_KEY: KEY },
    mine: { preset: 'azure', deployment: 'my-deployment', apiVersion: '2025-01-01-preview' },
  });
  const { text, error } = await askBench(bench, { model: 'gpt-4o' });
  expect(error).toBeUndefined();
  expect(text).toBe('Hello');
  const [request] = bench.server.asked();
  expect(request?.path).toBe('/openai/deployments/my-deployment/chat/completions');
  expect(request?.query).toEqual({ 'api-version': '2025-01-01-preview' });
  expect(request?.headers.authorization).toBeUndefined();
});

test('Azure’s versioned address has the model in the body', async () => {
  const server = await startChatServer({ answer: () => 'Hello', key: KEY });
  const bench = await startBench({
    environment: { MINE_API_KEY: KEY },
    mine: { preset: 'azure', baseUrl: `${server.origin}/openai/v1/` },
  });
  const outcome = await askBench(bench);
  await server.close();
  expect(outcome.text).toBe('Hello');
  expect(server.asked()[0]?.path).toBe('/openai/v1/chat/completions');
});

test('without a deployment, Azure’s is the model', async () => {
  const bench = await startBench({
    models: ['gpt-4o'],
    environment: { MINE_API_KEY: KEY, OPENAI_API_VERSION: '2024-06-01' },
    mine: { preset: 'azure' },
  });
  expect((await askBench(bench, { model: 'gpt-4o' })).text).toBe('Hello');
  expect(bench.server.asked()[0]?.query).toEqual({ 'api-version': '2024-06-01' });
});
