import { expect, test } from 'vitest';
import { answerAppRequest } from '../../../electron/desktop/protocol.ts';

const engine = async () => new Response('from the engine');
const ask = (address: string, headers: Record<string, string> = {}) =>
  answerAppRequest(new Request(address, { headers }), engine);

test('its own page is answered by the engine', async () => {
  const answer = await ask('app://ensemble/rpc/overview', { origin: 'app://ensemble' });
  expect(await answer.text()).toBe('from the engine');
});

test.each([
  ['another host', 'app://other/', {}],
  ['another origin', 'app://ensemble/', { origin: 'https://example.com' }],
  ['a page without an origin of its own', 'app://ensemble/', { origin: 'null' }],
])('%s is refused', async (_name, address, headers) => {
  expect((await ask(address, headers)).status).toBe(403);
});

test('an engine that is gone is a connection that failed', async () => {
  const gone = () => Promise.reject(new Error('connect ENOENT'));
  const answer = await answerAppRequest(new Request('app://ensemble/'), gone);
  expect(answer.type).toBe('error');
});
