// Where a connection leads and which key goes there: a key for one address goes to no other.

import { expect, test } from 'vitest';
import { ollamaBaseUrl } from '../../../../electron/controllers/openai/ollama-host.ts';
import { reach } from '../../../../electron/controllers/openai/reached.ts';
import { type Connection, PRESETS } from '../../../../shared/controllers.ts';

const EVERY_KEY = {
  OPENAI_API_KEY: 'openai-key',
  AZURE_OPENAI_API_KEY: 'azure-key',
  HF_TOKEN: 'hf-key',
};

function keyOf(
  id: string,
  connection?: Partial<Connection>,
  environment: NodeJS.ProcessEnv = EVERY_KEY,
) {
  const own: Connection | undefined = connection && { preset: 'custom', ...connection };
  return reach(id, { environment, connections: own === undefined ? {} : { [id]: own } })?.key;
}

test.each([
  ['openai', 'https://api.openai.com/v1', true, 'OPENAI_API_KEY'],
  ['azure', undefined, true, 'AZURE_OPENAI_API_KEY'],
  ['huggingface', 'https://router.huggingface.co/v1', true, 'HF_TOKEN'],
  ['ollama', 'http://127.0.0.1:11434/v1', false, 'OLLAMA_API_KEY'],
  ['lmstudio', 'http://127.0.0.1:1234/v1', false, 'LMSTUDIO_API_KEY'],
  ['llamacpp', 'http://127.0.0.1:8080/v1', false, 'LLAMACPP_API_KEY'],
  ['vllm', 'http://127.0.0.1:8000/v1', false, 'VLLM_API_KEY'],
  ['jan', 'http://127.0.0.1:1337/v1', true, 'JAN_API_KEY'],
  ['custom', undefined, false, 'CUSTOM_API_KEY'],
])('%s is there by its own name', (id, baseUrl, needsKey, keyVariable) => {
  expect(reach(id, { environment: {}, connections: {} })).toMatchObject({
    baseUrl,
    needsKey,
    keyVariable,
    key: undefined,
  });
});

test('a name that no one knows leads nowhere', () => {
  for (const id of ['nowhere', 'constructor', '__proto__', 'toString']) {
    expect(reach(id, { environment: {}, connections: {} })).toBeUndefined();
  }
});

test('keys of services go to these services', () => {
  expect(PRESETS.map((preset) => [preset, keyOf(preset)]).filter(([, key]) => key)).toEqual([
    ['openai', 'openai-key'],
    ['azure', 'azure-key'],
    ['huggingface', 'hf-key'],
  ]);
});

test.each([
  ['a custom address', 'mine', { baseUrl: 'https://example.org/v1' }],
  ['an address of its own under a preset', 'mine', { preset: 'openai', baseUrl: 'https://a.b/v1' }],
  ['Azure elsewhere', 'mine', { preset: 'azure', baseUrl: 'https://other.openai.azure.com' }],
  [
    'the same host on another path',
    'mine',
    { preset: 'openai', baseUrl: 'https://api.openai.com/x' },
  ],
] as const)('%s gets no key of a service', (_name, id, connection) => {
  expect(keyOf(id, connection)).toBeUndefined();
});

test('a connection to a service’s own address may use the service’s key', () => {
  expect(keyOf('work', { preset: 'openai' })).toBe('openai-key');
  expect(keyOf('work', { preset: 'openai', baseUrl: 'https://api.openai.com/v1/' })).toBe(
    'openai-key',
  );
});

test('a variable of the connection’s own comes first', () => {
  const environment = { ...EVERY_KEY, MY_SERVER_2_API_KEY: ' own \n' };
  expect(keyOf('my-server.2', { baseUrl: 'https://a.b/v1' }, environment)).toBe('own');
  expect(keyOf('my-server.2', { preset: 'openai' }, environment)).toBe('own');
});

test('older names of the Hub’s token still count', () => {
  expect(keyOf('huggingface', undefined, { HUGGING_FACE_HUB_TOKEN: 'old' })).toBe('old');
  expect(keyOf('huggingface', undefined, { HUGGING_FACE_HUB_TOKEN: 'old', HF_TOKEN: 'new' })).toBe(
    'new',
  );
});

test('the environment moves OpenAI, Azure and Ollama', () => {
  const environment = {
    OPENAI_BASE_URL: 'http://localhost:4000/v1/',
    AZURE_OPENAI_ENDPOINT: 'https://mine.openai.azure.com/',
    OLLAMA_HOST: '0.0.0.0:9999',
  };
  const at = (id: string) => reach(id, { environment, connections: {} });
  expect(at('openai')).toMatchObject({
    baseUrl: 'http://localhost:4000/v1',
    isHere: true,
    needsKey: false,
  });
  expect(at('azure')).toMatchObject({ baseUrl: 'https://mine.openai.azure.com', isHere: false });
  expect(at('ollama')).toMatchObject({ baseUrl: 'http://127.0.0.1:9999/v1', isHere: true });
});

test('what stands for an account goes only with OpenAI’s own key and address', () => {
  const environment = { ...EVERY_KEY, OPENAI_ORG_ID: 'org-1', OPENAI_PROJECT_ID: 'proj-1' };
  const account = (id: string, connection?: Connection) =>
    reach(id, { environment, connections: connection ? { [id]: connection } : {} })?.account;
  expect(account('openai')).toEqual({ 'openai-organization': 'org-1', 'openai-project': 'proj-1' });
  expect(account('ollama')).toEqual({});
  expect(account('mine', { preset: 'openai', baseUrl: 'https://a.b/v1' })).toEqual({});
});

test.each(['ftp://example.org', 'no address', ''])('%j is no address', (baseUrl) => {
  const reached = reach('openai', {
    environment: { OPENAI_BASE_URL: baseUrl || ' x' },
    connections: {},
  });
  expect(reached?.baseUrl).toBeUndefined();
});

test.each([
  ['127.0.0.1:11500', 'http://127.0.0.1:11500/v1'],
  ['192.168.1.7', 'http://192.168.1.7:11434/v1'],
  ['0.0.0.0', 'http://127.0.0.1:11434/v1'],
  ['[::]:8000', 'http://127.0.0.1:8000/v1'],
  ['[::1]', 'http://[::1]:11434/v1'],
  [':7000', 'http://127.0.0.1:7000/v1'],
  ['http://box', 'http://box:80/v1'],
  ['https://box.example/ollama/', 'https://box.example:443/ollama/v1'],
  ['user@box', undefined],
  ['not an address', undefined],
])('OLLAMA_HOST=%s is %s', (host, expected) => {
  expect(ollamaBaseUrl(host)).toBe(expected);
});
