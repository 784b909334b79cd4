// Keys: each goes to its own address and nowhere else, and none is ever in an error, a listing or a log.

import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { toErrorReport } from '../../../../shared/errors.ts';
import type { ScriptedAnswer } from '../../../fakes/chat-answers.ts';
import {
  askBench,
  type BenchOptions,
  closeBenches,
  codeOf,
  KEY,
  MODEL,
  startBench,
} from './harness.ts';

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await closeBenches();
});

const MINE = { MINE_API_KEY: KEY };

function expectNoKey(shown: unknown): void {
  const text = inspect(shown, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  expect(text).not.toContain(KEY);
  // Nor its telling ends.
  expect(text).not.toContain(KEY.slice(3, 14));
  expect(text).not.toContain(KEY.slice(-6));
}

test('a key is sent to its own connection', async () => {
  const bench = await startBench({ key: KEY, environment: MINE });
  expect((await askBench(bench)).text).toBe('Hello');
  expect(bench.server.asked()[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
});

const OF_OTHERS = {
  OPENAI_API_KEY: KEY,
  AZURE_OPENAI_API_KEY: KEY,
  HF_TOKEN: KEY,
  OPENAI_ADMIN_KEY: KEY,
  OPENAI_ORG_ID: 'org-of-someone',
  OPENAI_PROJECT_ID: 'proj-of-someone',
};

test.each([
  ['a connection of one’s own', {}],
  ['another address under OpenAI’s preset', { mine: { preset: 'openai' } }],
  ['Ollama elsewhere', { mine: { preset: 'ollama' } }],
] as const)('%s gets no key of a service', async (_name, options) => {
  const bench = await startBench({ ...options, environment: OF_OTHERS });
  expect((await askBench(bench)).text).toBe('Hello');
  await bench.models('mine', new AbortController().signal);
  for (const { headers } of bench.server.requests) {
    expectNoKey(headers);
    expect(JSON.stringify(headers)).not.toContain('of-someone');
  }
});

test.each([
  ['a connection of one’s own', {}],
  ['OpenAI’s preset', { mine: { preset: 'openai' } }],
  [
    'Azure',
    {
      mine: { preset: 'azure', apiVersion: '2024-10-21' },
      environment: { MINE_API_KEY: 'azure-own' },
    },
  ],
] as const satisfies readonly (readonly [string, BenchOptions])[])(
  'with %s, variables of the process itself count for nothing',
  async (_name, options) => {
    for (const [name, value] of Object.entries(OF_OTHERS)) {
      vi.stubEnv(name, value);
    }
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    vi.stubEnv('AZURE_OPENAI_ENDPOINT', 'http://127.0.0.1:9');
    vi.stubEnv('OPENAI_API_VERSION', '1999-01-01');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', `x-secret: ${KEY}\nauthorization: Bearer ${KEY}`);
    vi.stubEnv('OPENAI_LOG', 'debug');
    const bench = await startBench(options);
    expect((await askBench(bench)).text).toBe('Hello');
    const [request] = bench.server.asked();
    expectNoKey(request?.headers);
    expect(JSON.stringify(request?.headers)).not.toContain('of-someone');
    expect(request?.query).not.toMatchObject({ 'api-version': '1999-01-01' });
  },
);

test('OpenAI’s key goes where OPENAI_BASE_URL says, with the account', async () => {
  const environment: NodeJS.ProcessEnv = { ...OF_OTHERS };
  const bench = await startBench({ key: KEY, environment });
  environment.OPENAI_BASE_URL = bench.server.url;
  expect((await askBench(bench, { connection: 'openai' })).text).toBe('Hello');
  expect(bench.server.asked()[0]?.headers).toMatchObject({
    authorization: `Bearer ${KEY}`,
    'openai-organization': 'org-of-someone',
    'openai-project': 'proj-of-someone',
  });
});

test('Ollama is asked where OLLAMA_HOST says, without any key of a service', async () => {
  const environment: NodeJS.ProcessEnv = { ...OF_OTHERS };
  const bench = await startBench({ environment });
  environment.OLLAMA_HOST = new URL(bench.server.url).host;
  expect((await askBench(bench, { connection: 'ollama' })).text).toBe('Hello');
  expectNoKey(bench.server.asked()[0]?.headers);
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
  const other = await startBench();
  const headers = { location: `${other.server.url}/chat/completions` };
  const bench = await startBench({
    environment: MINE,
    answer: () => ({ kind: 'error', status, headers, body: '' }),
  });
  expect(codeOf((await askBench(bench)).error)).toBe('CONTROLLER_UNINTELLIGIBLE');
  expect(other.server.requests).toHaveLength(0);
});

test('a wrong key is told by where it came from', async () => {
  const bench = await startBench({ key: 'another', environment: MINE });
  const { error } = await askBench(bench);
  expect(codeOf(error)).toBe('CONTROLLER_KEY_NEEDED');
  expect(error).toMatchObject({ data: { variable: 'MINE_API_KEY', source: 'from MINE_API_KEY' } });
  expectNoKey(error);
});

test('a service is not asked without the key that it needs', async () => {
  const bench = await startBench({ mine: { preset: 'azure' } });
  const { error } = await askBench(bench);
  expect(codeOf(error)).toBe('CONTROLLER_KEY_NEEDED');
  expect(error).toMatchObject({ data: { variable: 'MINE_API_KEY', source: 'none is set' } });
  expect(bench.server.requests).toHaveLength(0);
});

test.each(['sk-with\nnewline-inside-it', 'sk-ключ-with-letters', 'two words'])(
  'what can’t be a key is refused without being named: %j',
  async (key) => {
    const bench = await startBench({ environment: { MINE_API_KEY: key } });
    const { error } = await askBench(bench);
    expect(codeOf(error)).toBe('CONTROLLER_KEY_NEEDED');
    expect(inspect(error, { showHidden: true })).not.toContain(key.slice(3, 9));
    expect(bench.server.requests).toHaveLength(0);
  },
);

const MASKED = `${KEY.slice(0, 10)}${'*'.repeat(16)}${KEY.slice(-4)}`;
const echo = (status: number): ScriptedAnswer => ({
  kind: 'error',
  status,
  headers: { 'x-echo': KEY, 'www-authenticate': `Bearer ${KEY}` },
  body: {
    error: {
      message: `Bearer ${KEY}; provided: ${MASKED}; ${KEY.slice(0, 20)}`,
      code: KEY,
      type: KEY,
    },
  },
});
const ECHOES: readonly ScriptedAnswer[] = [
  ...[301, 400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 501, 503].map(echo),
  { kind: 'error', status: 400, body: `no JSON, but ${KEY}` },
  { kind: 'error', status: 422, body: { detail: [{ input: KEY, msg: KEY }] } },
  { kind: 'error', status: 307, headers: { location: `https://a.b/?key=${KEY}` }, body: '' },
  { kind: 'other', contentType: `text/${KEY}`, body: KEY },
  { kind: 'other', contentType: 'application/json', body: JSON.stringify({ error: KEY }) },
  { kind: 'other', contentType: 'text/event-stream', body: `data: ${KEY}\n\n` },
  { kind: 'other', contentType: 'text/event-stream', body: `data: {"a":"${KEY}"}\n\n` },
  { kind: 'error-event', after: [], error: { message: KEY, code: KEY } },
  { kind: 'text', pieces: [], refusal: `Not with ${KEY}` },
];

test('a server that repeats the key makes it appear in no error and no log', async () => {
  const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  for (const answer of ECHOES) {
    const bench = await startBench({ environment: MINE, answer: () => answer });
    const { error } = await askBench(bench);
    expect(codeOf(error)).toMatch(/^CONTROLLER_/);
    expectNoKey(error);
    expectNoKey(toErrorReport(error));
    expect(toErrorReport(error).message.length).toBeLessThan(700);
    const test = await bench.test(
      { connection: 'mine', model: MODEL },
      new AbortController().signal,
    );
    expectNoKey(test);
    await bench.server.close();
    expectNoKey((await askBench(bench)).error);
  }
  expect(logs.flatMap((log) => log.mock.calls)).toEqual([]);
});

test('a listing has neither keys nor passwords', async () => {
  const bench = await startBench({
    environment: { ...OF_OTHERS, ...MINE, SHY_API_KEY: KEY },
    others: { shy: { preset: 'custom', baseUrl: `https://me:${KEY}@example.org/v1?key=${KEY}` } },
  });
  const list = bench.list();
  expectNoKey(list);
  expect(list.find(({ id }) => id === 'shy')).toMatchObject({
    baseUrl: 'https://example.org/v1',
    hasKey: true,
    keyVariable: 'SHY_API_KEY',
  });
});
