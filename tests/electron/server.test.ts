import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../electron/server.ts';
import { clientOf } from '../fakes/apps.ts';
import { wire } from '../fakes/controllers.ts';
import { testEngine } from '../fakes/engines.ts';
import { fakeExpert, sayingExpert } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

interface Served extends RunningServer {
  readonly origin: string;
  readonly home: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function serve(
  options: Partial<ServerOptions> = {},
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Served> {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const engine = testEngine([wire(0, 'text-generation', { text: 'one' })], {
    home,
    experts: [sayingExpert('text-generation', 'said')],
  });
  const server = await startServer({ open: () => engine, port: 0, ...options });
  onTestFinished(server.close);
  const headers = { authorization: `Bearer ${server.token}` };
  return { ...server, home, headers, origin: new URL(server.url).origin };
}

/** What the server answers to these bytes, until it closes the connection. */
async function sendRaw({ port }: Served, ...parts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {}); // a connection that is cut is one of the answers
  socket.write(parts.join(''));
  await closed(socket);
  return answer;
}

function closed(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('close', resolve));
}

/** A request by hand. The connection ends with the answer. */
function raw(line: string, headers: Readonly<Record<string, string>>): string {
  const all = { connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}

describe('the server host', () => {
  it('lets a browser in by its address and keeps it by the cookie', async () => {
    const { url, origin } = await serve();
    const entered = await fetch(url, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const headers = { 'content-type': 'application/json', cookie };
    const body = JSON.stringify({});
    const answer = await fetch(`${origin}/rpc/overview`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect((await fetch(`${origin}/rpc/overview`, { method: 'POST', body })).status).toBe(401);
  });

  it('lets in once by an address that is handed to a program', async () => {
    const { entry } = await serve();
    const address = entry();
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(401);
  });

  it('lets programs of this machine use the compatible endpoints where that is allowed', async () => {
    const ask = ({ origin }: Served, path: string) =>
      fetch(origin + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ messages: [{ role: 'user', content: 'say "hello" aloud' }] }),
      });
    const open = await serve({ isLoopbackApiOpen: true });
    expect((await ask(open, '/tasks')).status).toBe(200);
    expect((await ask(open, '/rpc/overview')).status).toBe(401);
    expect((await ask(await serve(), '/tasks')).status).toBe(401);
  });

  it('listens only for this machine', async () => {
    const { url } = await serve();
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('says so where a port that was asked for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const home = temporaryFolder(); // which an engine that was left open would keep
    const open = () => testEngine([], { home, experts: [] });
    for (const where of [{ port }, { port: 0, host: '203.0.113.7' }]) {
      await expect(startServer({ open, ...where })).rejects.toMatchObject({ code: 'USAGE' });
    }
    await open().close();
  });

  it('takes another port where its own is taken and none was asked for', async () => {
    const first = await serve({ port: undefined });
    const second = await serve({ port: undefined });
    expect(second.port).not.toBe(first.port);
    expect(second.token).not.toBe(first.token);
  });
});

describe('hostile bytes on the wire', () => {
  it('under a foreign name are refused', async () => {
    const served = await serve();
    const line = `GET /?token=${served.token}`;
    expect(statusOf(await sendRaw(served, raw(line, { host: 'evil.example' })))).toBe(421);
    const port = served.port;
    const own = { ...served.headers, host: `127.0.0.1:${port}` };
    const foreign = `GET http://evil.example:${port}/`;
    expect(statusOf(await sendRaw(served, raw(foreign, own)))).toBe(421);
    const twice = `GET / HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nhost: evil.example\r\nauthorization: Bearer ${served.token}\r\nconnection: close\r\n\r\n`;
    expect([400, 421]).toContain(statusOf(await sendRaw(served, twice)));
    expect(statusOf(await sendRaw(served, raw('GET /', {})))).toBe(400);
  });

  it.each([
    '/media/../../../etc/passwd',
    '/media/..%2f..%2f..%2fetc%2fpasswd',
    '/media/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/media/....//....//etc/passwd',
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/assets/../../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '//etc/passwd',
    '/\\..\\..\\etc\\passwd',
    '/etc/passwd%00.js',
    '*',
  ])('%s leads nowhere', async (path) => {
    const served = await serve();
    const headers = { ...served.headers, host: `127.0.0.1:${served.port}` };
    const answer = await sendRaw(served, raw(`GET ${path}`, headers));
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/root:|"dependencies"/);
  });

  it('that never end as a body are cut off at the limit', async () => {
    const served = await serve({}, { maxFileBytes: 100_000 });
    const headers = {
      ...served.headers,
      host: `127.0.0.1:${served.port}`,
      'transfer-encoding': 'chunked',
    };
    const socket = connect(served.port, '127.0.0.1');
    socket.on('error', () => {}); // the server cuts it
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(raw('POST /media?name=a.txt', headers));
    const chunk = `2710\r\n${'x'.repeat(10_000)}\r\n`;
    const end = closed(socket);
    let sent = 0;
    while (!socket.destroyed && sent < 200_000_000) {
      sent += 10_000;
      if (!socket.write(chunk)) {
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), end]);
      }
    }
    await end;
    expect(statusOf(answer)).toBe(413);
    expect(sent).toBeLessThan(100_000_000);
    expect(readdirSync(join(served.home, 'incoming'))).toEqual([]);
  });

  it('that stand still in the middle of a body are given up', async () => {
    const served = await serve({ limits: { uploadIdleMs: 50, callMs: 50 } });
    const headers = {
      ...served.headers,
      host: `127.0.0.1:${served.port}`,
      'content-length': '1000',
      'content-type': 'application/json',
    };
    for (const path of [
      '/media?name=a.txt',
      '/rpc/overview',
      '/hugginggpt',
      '/v1/chat/completions',
    ]) {
      expect(statusOf(await sendRaw(served, raw(`POST ${path}`, headers), 'half'))).toBe(408);
    }
    expect(readdirSync(join(served.home, 'incoming'))).toEqual([]);
  });

  it('without a token are refused before their body is read', async () => {
    const served = await serve();
    const host = `127.0.0.1:${served.port}`;
    const upload = raw('POST /media?name=a.txt', { host, 'content-length': '1000000' });
    expect(statusOf(await sendRaw(served, upload, 'x'.repeat(1000)))).toBe(401);
    expect(readdirSync(join(served.home, 'incoming'))).toEqual([]);
  });

  it('that are no request are answered as such', async () => {
    const served = await serve();
    expect(statusOf(await sendRaw(served, 'nonsense\r\n\r\n'))).toBe(400);
    const host = `127.0.0.1:${served.port}`;
    const large = raw('GET /', { host, cookie: 'x'.repeat(20_000) });
    expect(statusOf(await sendRaw(served, large))).toBe(431);
    expect(statusOf(await sendRaw(served, raw('TRACE /', { ...served.headers, host })))).toBe(405);
    expect((await fetch(`${served.origin}/`, { headers: served.headers })).status).not.toBe(500);
  });
});

/** Opens a watch by hand, so that the connection can be cut. */
async function watch(served: Served): Promise<{ socket: Socket; status: number }> {
  const body = JSON.stringify({ json: {} });
  const socket = connect(served.port, '127.0.0.1');
  socket.on('error', () => {}); // the test cuts it
  socket.write(
    raw('POST /rpc/watch', {
      ...served.headers,
      host: `127.0.0.1:${served.port}`,
      'content-type': 'application/json',
      'content-length': String(body.length),
    }) + body,
  );
  const [chunk] = await once(socket, 'data');
  return { socket, status: statusOf(String(chunk)) };
}

/** Opens one and cuts it at once. */
async function openAndCut(served: Served): Promise<number> {
  const { socket, status } = await watch(served);
  socket.destroy();
  return status;
}

describe('a stream of events', () => {
  it('ends with its connection, so that others can be opened', async () => {
    const served = await serve({ limits: { streams: 3 } });
    for (let round = 0; round < 3; round += 1) {
      const open = await Promise.all([watch(served), watch(served), watch(served)]);
      expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect((await watch(served)).status).toBe(503);
      for (const { socket } of open) {
        socket.destroy();
      }
      await expect.poll(() => openAndCut(served)).toBe(200);
    }
  });

  it('resumes after the last event that was seen', async () => {
    const served = await serve();
    const client = clientOf((request) => {
      request.headers.set('authorization', `Bearer ${served.token}`);
      return fetch(request);
    }, served.origin);
    const { runId, conversation } = await client.runs.start({ request: 'say it' });
    const read = async (last: number): Promise<readonly number[]> => {
      const seqs: number[] = [];
      for await (const news of await client.watch({ conversation, seen: { [runId]: last } })) {
        if (news.type === 'event') {
          seqs.push(news.event.seq);
          if (news.event.type === 'finished') {
            break;
          }
        }
      }
      return seqs;
    };
    const all = await read(-1);
    expect(all).toEqual(all.map((_, index) => index));
    expect(await read(2)).toEqual(all.slice(3));
  });
});

describe('a server that is closed', () => {
  it('saves its runs as interrupted, ends its streams, and frees the data folder', async () => {
    const home = temporaryFolder();
    const begun = Promise.withResolvers<void>();
    const held = fakeExpert('text-generation', {
      perform: (_, { signal }) => {
        begun.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    const plan = [wire(0, 'text-generation', { text: 'one' })];
    const engine = testEngine(plan, { home, experts: [held] });
    const server = await startServer({ open: () => engine, port: 0 });
    const served = {
      ...{ ...server, home, origin: new URL(server.url).origin },
      headers: { authorization: `Bearer ${server.token}` },
    };
    const { socket } = await watch(served);
    const ended = closed(socket);
    const start = await fetch(`${served.origin}/rpc/runs/start`, {
      method: 'POST',
      headers: { ...served.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ json: { request: 'say it' } }),
    });
    expect(start.status).toBe(200);
    await begun.promise;
    await server.close();
    await ended;
    const after = testEngine(plan, { home, experts: [] });
    onTestFinished(after.close);
    expect(after.store.runs.list(1)).toMatchObject([{ status: 'interrupted' }]);
    expect(after.store.interrupted).toEqual([]); // it was saved so, not found so
    await expect(fetch(served.origin)).rejects.toThrow();
  });
});
