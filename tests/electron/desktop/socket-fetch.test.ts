import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fetchOverSocket } from '../../../electron/desktop/socket-fetch.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

async function serve(listener: RequestListener): Promise<string> {
  const socket = join(temporaryFolder(), 's');
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return socket;
}

test('method, path, headers and body arrive, and so does the answer', async () => {
  const socket = await serve(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray()).toString();
    const { method, url, headers } = incoming;
    outgoing.writeHead(201, { 'X-Heard': JSON.stringify([method, url, headers['x-a']]) });
    outgoing.end(body.toUpperCase());
  });
  const request = new Request('app://ensemble/media?name=a%20b', {
    method: 'POST',
    headers: { 'X-A': 'one' },
    body: 'some text',
  });
  const answer = await fetchOverSocket(socket, request);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-heard')).toBe('["POST","/media?name=a%20b","one"]');
  expect(answer.headers.get('transfer-encoding')).toBeNull();
  expect(await answer.text()).toBe('SOME TEXT');
});

test('what is sent arrives before the answer has ended', async () => {
  const more = Promise.withResolvers<void>();
  const socket = await serve(async (_incoming, outgoing) => {
    outgoing.write('first');
    await more.promise;
    outgoing.end('last');
  });
  const { body } = await fetchOverSocket(socket, new Request('app://ensemble/'));
  const reader = body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
  more.resolve();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('last');
});

test('who stops reading ends the request on the other side', async () => {
  const left = Promise.withResolvers<void>();
  const socket = await serve((_incoming, outgoing) => {
    outgoing.write('first');
    outgoing.once('close', () => left.resolve());
  });
  const { body } = await fetchOverSocket(socket, new Request('app://ensemble/'));
  await body?.cancel();
  await left.promise;
});

test.each([
  ['GET', 304],
  ['HEAD', 200],
  ['GET', 204],
])('%s with status %d has no body', async (method, status) => {
  const socket = await serve((_incoming, outgoing) => void outgoing.writeHead(status).end());
  const answer = await fetchOverSocket(socket, new Request('app://ensemble/', { method }));
  expect([answer.status, answer.body]).toEqual([status, null]);
});

test('an answer that breaks off is an error and not an end', async () => {
  const socket = await serve((_incoming, outgoing) => {
    outgoing.write('first', () => outgoing.destroy());
  });
  const answer = await fetchOverSocket(socket, new Request('app://ensemble/'));
  await expect(answer.text()).rejects.toThrow();
});

test('where nobody listens it is refused', async () => {
  const socket = join(temporaryFolder(), 'none');
  await expect(fetchOverSocket(socket, new Request('app://ensemble/'))).rejects.toThrow('ENOENT');
});
