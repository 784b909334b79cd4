import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createNetwork, type NetworkOptions } from '../../../electron/network/network.ts';
import { MOST_RECORDS } from '../../../electron/network/records.ts';
import { ConnectionRecordSchema } from '../../../shared/connections.ts';

const SECRET = 'sk-never-to-be-seen';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}

/** An address where no one listens any more. */
async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/`;
}

function networkOf(options: Partial<NetworkOptions> = {}) {
  const network = createNetwork({
    ...{ environment: {}, mode: 'hybrid', clock: Date.now, configured: () => [] },
    ...options,
  });
  const records = () => ConnectionRecordSchema.array().parse(network.overview().records);
  return { ...network, records, last: () => records().at(-1) };
}

/** Waits until the latest exchange has ended; the test's own time limit ends it where it never does. */
async function ended({ last }: ReturnType<typeof networkOf>) {
  while (last()?.outcome.how === 'open') {
    await setTimeout(2);
  }
  return last();
}

const EchoSchema = z.object({ headers: z.record(z.string(), z.string()), bytes: z.number() });

const echo: RequestListener = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const { headers } = request;
  response.end(JSON.stringify({ headers, bytes: Buffer.concat(chunks).length }));
};

describe('the record of a connection', () => {
  it('says when, where, for what, how much and how it ended, and nothing that is secret', async () => {
    const { url, port } = await serve((_, response) => response.end('hello'));
    const network = networkOf({ clock: () => 1000 });
    const headers = { authorization: `Bearer ${SECRET}` };
    const body = JSON.stringify({ text: 'ü', key: SECRET });
    const fetching = network.fetch('expert');
    const address = `${url}/${SECRET}?key=${SECRET}#${SECRET}`;
    const response = await network.attributed({ run: 'run-1', task: 3 }, () =>
      fetching(address, { method: 'POST', headers, body }),
    );
    expect(network.last()?.outcome).toEqual({ how: 'open', status: 200 });
    expect(await response.text()).toBe('hello');
    expect(network.records()).toEqual([
      {
        ...{ at: 1000, purpose: 'expert', run: 'run-1', task: 3, method: 'POST' },
        ...{ scheme: 'http', host: '127.0.0.1', port },
        ...{ sentBytes: Buffer.byteLength(body), receivedBytes: 5 },
        outcome: { how: 'answered', status: 200, durationMs: 0 },
      },
    ]);
    expect(JSON.stringify(network.overview())).not.toContain(SECRET);
  });

  it('counts every kind of body, which arrives as it was', async () => {
    const { url } = await serve(echo);
    const network = networkOf();
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(200_000)]), 'a.bin');
    const bytes = new Uint8Array(300_000);
    const stream = () => ReadableStream.from([bytes.subarray(0, 5), bytes.subarray(5, 12)]);
    const bodies: readonly [NonNullable<RequestInit['body']>, string, number | undefined][] = [
      ['ü', 'text/plain;charset=UTF-8', 2],
      [bytes, '', bytes.length],
      [new Blob([bytes], { type: 'image/png' }), 'image/png', bytes.length],
      [new URLSearchParams({ a: 'b' }), 'application/x-www-form-urlencoded;charset=UTF-8', 3],
      [form, 'multipart/form-data', undefined],
      [stream(), '', 12],
    ];
    for (const [body, type, length] of bodies) {
      const init = { method: 'POST', body, duplex: 'half' } as const;
      const answer = EchoSchema.parse(await (await network.fetch('hub')(url, init)).json());
      expect(answer.headers['content-type'] ?? '').toContain(type);
      expect(answer.bytes).toBe(length ?? answer.bytes);
      expect(network.last()).toMatchObject({ sentBytes: answer.bytes });
      const isStream = body instanceof ReadableStream;
      expect(answer.headers['content-length']).toBe(isStream ? undefined : `${answer.bytes}`);
    }
  });

  it('ends where the reader leaves, with what had come by then', async () => {
    const { url } = await serve((_, response) => {
      response.write(new Uint8Array(1000));
    });
    const network = networkOf();
    const response = await network.fetch('hub')(url);
    expect(response.url).toBe(`${url}/`);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(network.last()).toMatchObject({
      receivedBytes: 1000,
      outcome: { how: 'left', status: 200 },
    });
  });

  it('names what failed: unreachable, broken off, cancelled', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(20).then(() => request.url === '/broken' && response.destroy());
    });
    const network = networkOf();
    const fetching = network.fetch('hub');
    await expect(fetching(await closedUrl())).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(network.last()?.outcome).toMatchObject({ how: 'failed', code: 'ECONNREFUSED' });
    const broken = await fetching(`${url}/broken`);
    await expect(broken.text()).rejects.toThrow();
    expect(await ended(network)).toMatchObject({
      receivedBytes: 4,
      outcome: { how: 'failed', code: 'UND_ERR_SOCKET', status: 200 },
    });
    const stop = new AbortController();
    const cancelled = await fetching(`${url}/slow`, { signal: stop.signal });
    stop.abort();
    await expect(cancelled.text()).rejects.toMatchObject({ name: 'AbortError' });
    expect(await ended(network)).toMatchObject({ outcome: { how: 'failed', code: 'CANCELLED' } });
  });

  it('tells what was refused, which asked no one', async () => {
    const network = networkOf({ mode: 'local' });
    const asked = network.fetch('controller')('https://user:hush@192.0.2.1/x?secret=1');
    await expect(asked).rejects.toMatchObject({ code: 'NETWORK_REFUSED' });
    await expect(asked).rejects.not.toThrow(/hush|secret/);
    await expect(network.fetch('hub')('https://192.0.2.1/')).rejects.toMatchObject({
      code: 'NETWORK_REFUSED',
    });
    await expect(network.fetch('hub')('file:///etc/passwd')).rejects.toMatchObject({
      code: 'NETWORK_REFUSED',
    });
    expect(network.records().map(({ outcome }) => outcome.how)).toEqual(
      Array.from({ length: 3 }, () => 'refused'),
    );
  });

  it('has no key that can’t be sent, and neither has the failure', async () => {
    const { url } = await serve(echo);
    const network = networkOf();
    const headers = { authorization: `Bearer ${SECRET}\n${SECRET}` };
    const thrown: unknown = await network
      .fetch('hub')(url, { headers })
      .catch((error) => error);
    expect(thrown).toMatchObject({ code: 'NETWORK_FAILED' });
    expect(inspect(thrown, { depth: 9 })).not.toContain(SECRET);
    expect(network.last()?.outcome).toMatchObject({ how: 'failed', code: 'NETWORK_FAILED' });
  });

  it('is kept for the latest connections alone', async () => {
    const network = networkOf({ mode: 'local' });
    const fetching = network.fetch('hub');
    for (let port = 1; port <= MOST_RECORDS + 5; port++) {
      await fetching(`https://192.0.2.1:${port}/`).catch(() => {});
    }
    const ports = network.records().map(({ port }) => port);
    expect(ports).toHaveLength(MOST_RECORDS);
    expect([ports[0], ports.at(-1)]).toEqual([6, MOST_RECORDS + 5]);
  });
});

describe('what a connection is for', () => {
  it('is the run and the task that work was done for, also where works go on beside each other', async () => {
    const { url } = await serve((_, response) => response.end());
    const network = networkOf();
    const fetching = network.fetch('expert'); // one for all, as experts have it
    const asking = (path: string) => async () => {
      await setTimeout(1);
      await (await fetching(`${url}/${path}`)).text();
      return path;
    };
    const said = await Promise.all([
      network.attributed({ run: 'a', task: 1 }, asking('x')),
      network.attributed({ run: 'b' }, asking('y')),
      asking('z')(),
    ]);
    expect(said).toEqual(['x', 'y', 'z']);
    const works = network.records().map(({ run, task }) => ({ run, task }));
    expect(works).toHaveLength(3);
    expect(works).toEqual(
      expect.arrayContaining([
        { run: 'a', task: 1 },
        { run: 'b', task: undefined },
        { run: undefined, task: undefined },
      ]),
    );
  });

  it('is the innermost work, which takes nothing over from the one around it', async () => {
    const network = networkOf({ mode: 'local' });
    const refused = () =>
      network
        .fetchAddress()('https://192.0.2.1/')
        .catch(() => {});
    await network.attributed({ run: 'a', task: 1 }, async () => {
      await network.attributed({ run: 'b' }, refused);
      await refused();
    });
    expect(network.records().map(({ run, task }) => [run, task])).toEqual([
      ['b', undefined],
      ['a', 1],
    ]);
  });

  it('stays with each part of a stream that is read in it', async () => {
    const { url } = await serve((_, response) => response.end());
    const network = networkOf();
    const parts = async function* () {
      yield (await network.fetch('controller')(url)).status;
      yield (await network.fetch('controller')(url)).status;
    };
    const statuses = await network.attributed({ run: 'a' }, () => Array.fromAsync(parts()));
    expect(statuses).toEqual([200, 200]);
    expect(network.records().map(({ run }) => run)).toEqual(['a', 'a']);
  });
});

describe('redirects', () => {
  it('are followed and checked one by one', async () => {
    const { url } = await serve((request, response) => {
      const to = request.url === '/a' ? '/b' : 'https://192.0.2.1/';
      response.writeHead(302, { location: to }).end();
    });
    const network = networkOf({ mode: 'local' });
    const asked = network.fetch('hub')(`${url}/a`);
    await expect(asked).rejects.toMatchObject({ code: 'NETWORK_REFUSED' });
    expect(network.records().map(({ host, outcome }) => [host, outcome.how])).toEqual([
      ['127.0.0.1', 'left'],
      ['127.0.0.1', 'left'],
      ['192.0.2.1', 'refused'],
    ]);
  });

  it('take no key to another host, and nothing that was sent', async () => {
    const seen: (string | undefined)[] = [];
    const second = await serve((request, response) => {
      seen.push(request.headers.authorization, request.headers.range);
      response.end('there');
    });
    const first = await serve((_, response) => {
      response.writeHead(307, { location: second.url }).end();
    });
    const fetching = networkOf().fetch('hub');
    const headers = { authorization: `Bearer ${SECRET}`, range: 'bytes=0-' };
    expect(await (await fetching(first.url, { headers })).text()).toBe('there');
    expect(seen).toEqual([undefined, 'bytes=0-']);
    const sent = fetching(first.url, { method: 'POST', body: SECRET });
    await expect(sent).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(seen).toHaveLength(2);
  });

  it('end where they go round', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    const network = networkOf();
    await expect(network.fetch('hub')(url)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(network.records()).toHaveLength(6);
    const manual = await network.fetch('hub')(url, { redirect: 'manual' });
    expect(manual.status).toBe(302);
  });
});

it('the overview tells what may be sent where, as it is now', () => {
  let uploads: Record<string, 'always' | 'never'> = {};
  const network = networkOf({ uploads: () => uploads });
  expect(network.overview().uploads).toEqual({});
  uploads = { fal: 'never' };
  expect(network.overview().uploads).toEqual({ fal: 'never' });
});

it('the overview tells which hosts the mode lets be asked, and why not', () => {
  const configured = () => [
    { purpose: 'hub', address: 'https://hub.example.com/' } as const,
    { purpose: 'controller', name: 'here', address: 'http://127.0.0.1:11434/v1' } as const,
    { purpose: 'controller', name: 'odd', address: 'nonsense' } as const,
  ];
  const refusals = (mode: 'local' | 'hybrid') =>
    networkOf({ mode, configured })
      .overview()
      .destinations.map(({ origin, refusal }) => [origin, refusal !== undefined]);
  expect(refusals('local')).toEqual([
    ['https://hub.example.com', true],
    ['http://127.0.0.1:11434', false],
  ]);
  expect(refusals('hybrid').every(([, isRefused]) => isRefused === false)).toBe(true);
});
