// Connections as the rest of the program sees them: the list, servers on this machine, their models and
// windows, and the test that says which part of a connection is wrong.

import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { TEST_STEPS } from '../../../../shared/controller-listing.ts';
import { type Connection, PRESETS } from '../../../../shared/controllers.ts';
import { detail } from '../../../../shared/errors.ts';
import type { ScriptedAnswer } from '../../../fakes/chat-answers.ts';
import { startChatServer } from '../../../fakes/chat-server.ts';
import {
  type Bench,
  type BenchOptions,
  closeBenches,
  codeOf,
  KEY,
  MODEL,
  startBench,
} from './harness.ts';

afterEach(closeBenches);

const signal = new AbortController().signal;

const codeOfFailed = async (work: () => unknown) => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

const LOCAL = detail('only-loopback');

test('the presets are listed, then the person’s own', async () => {
  const bench = await startBench({
    environment: { OPENAI_API_KEY: KEY },
    refusal: ({ hostname }) => (hostname === '127.0.0.1' ? undefined : LOCAL),
  });
  const list = bench.list();
  expect(list.map(({ id }) => id)).toEqual([...PRESETS, 'mine']);
  expect(list.find(({ id }) => id === 'openai')).toMatchObject({
    name: 'OpenAI',
    isHere: false,
    needsKey: true,
    hasKey: true,
    refusal: LOCAL,
  });
  expect(list.find(({ id }) => id === 'mine')).toEqual({
    id: 'mine',
    name: 'mine',
    connection: { preset: 'custom', baseUrl: bench.server.url },
    baseUrl: bench.server.url,
    isHere: true,
    needsKey: false,
    keyVariable: 'MINE_API_KEY',
    hasKey: false,
  });
});

test('a connection that no one knows is refused with those that there are', async () => {
  const bench = await startBench();
  const unknown = { connection: 'nope', model: 'x' };
  expect(await codeOfFailed(() => bench.chat(unknown))).toBe('CONTROLLER_UNKNOWN');
  const code = expect.objectContaining({ code: 'CONTROLLER_UNKNOWN' });
  await expect(bench.models('nope', signal)).rejects.toEqual(code);
  await expect(bench.test(unknown, signal)).rejects.toEqual(code);
});

test('a model says how it was chosen and whether it is here', async () => {
  const bench = await startBench();
  expect(bench.chat({ connection: 'mine', model: 'llama3:8b' })).toMatchObject({
    id: 'mine:llama3:8b',
    isHere: true,
    takesImages: false,
  });
  expect(bench.chat({ connection: 'openai', model: 'gpt-4o-mini' }).isHere).toBe(false);
});

test('models are listed as the server tells', async () => {
  const bench = await startBench({ models: ['b', 'a'] });
  expect(await bench.models('mine', signal)).toEqual(['b', 'a']);
});

test.each([
  ['nothing of the kind', '/nothing', 'CONTROLLER_UNINTELLIGIBLE'],
  ['no address', undefined, 'CONTROLLER_UNREACHABLE'],
] as const)('a connection with %s has no models to list', async (_name, path, code) => {
  const server = await startChatServer({ answer: () => '' });
  const bench = await startBench({ mine: { baseUrl: path && server.origin + path } });
  expect(await codeOfFailed(() => bench.models('mine', signal))).toBe(code);
  await server.close();
});

test('a list that never comes is given up', async () => {
  const silent = await startSilent();
  const bench = await startBench({ limits: { tellMs: 30 }, mine: { baseUrl: silent.url } });
  expect(await codeOfFailed(() => bench.models('mine', signal))).toBe('CONTROLLER_STALLED');
  await silent.close();
});

/** Takes connections and says nothing. */
async function startSilent() {
  const sockets = new Set<{ destroy: () => void }>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) {
          socket.destroy();
        }
        server.close(() => resolve());
      }),
  };
}

test('servers of known programs are found on this machine, without being shown a key', async () => {
  const [ollama, jan, web, dead, silent] = await Promise.all([
    startChatServer({ answer: () => '', models: ['llama3'] }),
    startChatServer({ answer: () => '', key: KEY }),
    startChatServer({ answer: () => '', key: KEY }),
    startChatServer({ answer: () => '' }),
    startSilent(),
  ]);
  await dead.close();
  const at = (preset: Connection['preset'], baseUrl: string): Connection => ({ preset, baseUrl });
  const bench = await startBench({
    environment: { OLLAMA_API_KEY: KEY },
    limits: { discoverMs: 1000 },
    others: {
      ollama: at('ollama', ollama.url),
      // Moved by the person; asks for a key, and is known to.
      jan: at('jan', jan.url),
      // Asks for a key, and no one knows why.
      vllm: at('vllm', web.url),
      lmstudio: at('lmstudio', dead.url),
      llamacpp: at('llamacpp', silent.url),
    },
  });
  const found = await bench.discover(signal);
  expect(found).toEqual([{ connection: 'ollama', baseUrl: ollama.url, models: ['llama3'] }]);
  for (const server of [ollama, jan, web]) {
    expect(JSON.stringify(server.requests.map(({ headers }) => headers))).not.toContain(KEY);
  }
  await Promise.all([ollama, jan, web, silent].map((server) => server.close()));
});

test('a found server that wants the key that is set for it is there, with models unknown', async () => {
  const jan = await startChatServer({ answer: () => '', key: KEY });
  const gone = await startChatServer({ answer: () => '' });
  await gone.close();
  const elsewhere = (preset: Connection['preset']): Connection => ({ preset, baseUrl: gone.url });
  const bench = await startBench({
    environment: { JAN_API_KEY: KEY },
    others: {
      jan: { preset: 'jan', baseUrl: jan.url },
      ollama: elsewhere('ollama'),
      vllm: elsewhere('vllm'),
      lmstudio: elsewhere('lmstudio'),
      llamacpp: elsewhere('llamacpp'),
    },
  });
  expect(await bench.discover(signal)).toEqual([
    { connection: 'jan', baseUrl: jan.url, models: [] },
  ]);
  await jan.close();
});

test('cancelling ends the search', async () => {
  const bench = await startBench();
  const reason = new Error('The person left');
  await expect(bench.discover(AbortSignal.abort(reason))).rejects.toBe(reason);
});

const window = (bench: Bench, model = MODEL) =>
  bench.chat({ connection: 'mine', model }).contextTokens(signal);

test.each([
  ['vLLM', { max_model_len: 8192 }, 8192],
  ['a router', { context_length: 131072 }, 131072],
  ['LM Studio', { max_context_length: 4096 }, 4096],
  ['llama.cpp', { meta: { n_ctx_train: 2048 } }, 2048],
  ['Hugging Face', { providers: [{ context_length: 9000 }, { context_length: 7000 }, {}] }, 7000],
  ['one that says nothing', {}, undefined],
  ['one that says nonsense', { context_length: 'big' }, undefined],
])('the window is read as %s tells it', async (_name, fields, expected) => {
  const other = { id: 'other', context_length: 1 };
  const bench = await startBench({ models: [other, { id: MODEL, ...fields }] });
  expect(await window(bench)).toBe(expected);
});

test.each([
  ['a parameter', { parameters: 'stop "x"\nnum_ctx                        16384' }, 16384],
  ['its default', { model_info: { 'llama.context_length': 131072 } }, 4096],
  ['a small model', { model_info: { 'llama.context_length': 2048 } }, 2048],
])('Ollama’s window is %s', async (_name, ollamaShow, expected) => {
  const bench = await startBench({ ollamaShow, mine: { preset: 'ollama' } });
  expect(await window(bench)).toBe(expected);
});

test('llama.cpp’s window is the one that it was started with', async () => {
  const props = { default_generation_settings: { n_ctx: 12288 } };
  const bench = await startBench({ props, mine: { preset: 'llamacpp' } });
  expect(await window(bench)).toBe(12288);
});

test('what the person says of the window counts first, and nothing is asked', async () => {
  const bench = await startBench({ mine: { contextTokens: 1000 } });
  expect(await window(bench)).toBe(1000);
  expect(bench.server.requests).toHaveLength(0);
});

test('a window is asked for once, and one that is not known is no error', async () => {
  const bench = await startBench({ models: [{ id: MODEL, ...{ context_length: 5000 } }] });
  await window(bench);
  await window(bench);
  expect(bench.server.requests).toHaveLength(1);
  await window(bench, 'without');
  await window(bench, 'without');
  expect(bench.server.requests).toHaveLength(2);
  await bench.server.close();
  expect(await window(bench, 'another')).toBeUndefined();
});

const tried = (bench: Bench) => bench.test({ connection: 'mine', model: MODEL }, signal);
const outcomes = async (bench: Bench) => (await tried(bench)).steps.map(({ outcome }) => outcome);

test('a connection that works passes every step', async () => {
  const bench = await startBench({
    models: [{ id: MODEL, ...{ context_length: 8192 } }],
    answer: () => '{"ready":true}',
    formats: ['json_object'],
  });
  const result = await tried(bench);
  expect(result.steps).toEqual(TEST_STEPS.map((step) => ({ step, outcome: 'passed' })));
  expect(result).toMatchObject({ form: 'json', contextTokens: 8192 });
  expect(result.totalMs).toBeGreaterThanOrEqual(result.firstWordMs ?? Number.NaN);
});

test('a window that the server does not tell is not tried', async () => {
  const bench = await startBench({ answer: () => '{"ready":true}' });
  expect(await outcomes(bench)).toEqual(['passed', 'passed', 'passed', 'passed', 'not-tried']);
});

const failing = (status: number, code: string): ScriptedAnswer => ({
  kind: 'error',
  status,
  body: { error: { message: code, type: '', param: null, code } },
});

test.each([
  ['key', 'a wrong key', { key: 'another' }],
  ['model', 'an unknown model', { models: ['other'] }],
  ['model', 'a model that is never ready', { answer: () => failing(503, 'loading') }],
  ['quota', 'a spent quota', { answer: () => failing(429, 'insufficient_quota') }],
  ['context', 'too small a window', { mine: { contextTokens: 512 } }],
  ['address', 'another program', { mine: { baseUrl: undefined } }],
] as const satisfies readonly (readonly [string, string, BenchOptions])[])(
  'the step that fails is %s for %s',
  async (step, _name, options) => {
    const bench = await startBench(options);
    const { steps } = await tried(bench);
    const at = TEST_STEPS.indexOf(step);
    expect(steps.map(({ outcome }) => outcome)).toEqual(
      TEST_STEPS.map((_each, index) =>
        index < at ? 'passed' : index === at ? 'failed' : 'not-tried',
      ),
    );
    expect(steps[at]?.error?.code).toMatch(/^CONTROLLER_/);
  },
);

test('where nothing answers, the address is wrong', async () => {
  const bench = await startBench();
  await bench.server.close();
  expect((await outcomes(bench))[0]).toBe('failed');
});

test('a server without a list of models passes by its answer alone', async () => {
  const bench = await startBench({ isListless: true, answer: () => '{"ready":true}' });
  expect(await outcomes(bench)).toEqual(['passed', 'passed', 'passed', 'passed', 'not-tried']);
});

test('Azure is tried at its deployment', async () => {
  const bench = await startBench({
    key: KEY,
    models: ['deployed'],
    environment: { MINE_API_KEY: KEY },
    mine: { preset: 'azure', deployment: 'deployed' },
    answer: () => '{"ready":true}',
  });
  expect(await bench.models('mine', signal)).toEqual(['deployed']);
  expect((await outcomes(bench)).slice(0, 4)).toEqual(Array(4).fill('passed'));
});

test('a test that is cancelled says so', async () => {
  const bench = await startBench();
  const reason = new Error('The person left');
  const cancelled = bench.test({ connection: 'mine', model: MODEL }, AbortSignal.abort(reason));
  await expect(cancelled).rejects.toBe(reason);
});
