import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createFetch } from '../../../electron/network/fetch.ts';
import { detail } from '../../../shared/errors.ts';

const fetching = createFetch({ environment: {} });

test('A host that cannot be reached is named with the reason', async () => {
  await expect(fetching('http://127.0.0.1:1/')).rejects.toMatchObject({
    code: 'NETWORK_FAILED',
    data: { host: '127.0.0.1:1' },
  });
});

test('What must not leave is refused before it leaves', async () => {
  const refusal = ({ hostname }: URL) =>
    hostname === 'else.test' ? detail('only-loopback') : undefined;
  const refusing = createFetch({ environment: {}, refusal });
  await expect(refusing('http://else.test/')).rejects.toMatchObject({
    code: 'NETWORK_REFUSED',
    details: { why: [{ code: 'only-loopback' }] },
  });
});

test('An aborted request stays an abort', async () => {
  const signal = AbortSignal.abort();
  await expect(fetching('http://127.0.0.1:1/', { signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});

/** Asks these addresses in a process of its own. @returns the hosts that its proxy was asked for */
async function throughProxy(addresses: readonly string[], environment: NodeJS.ProcessEnv) {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  proxy.on('request', (request, response) => {
    asked.push(new URL(request.url ?? '').host);
    response.writeHead(403).end();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  // A server that listens on TCP has an address of this shape.
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const script = `
    import { createFetch } from ${JSON.stringify(new URL('../../../electron/network/fetch.ts', import.meta.url).href)};
    const fetching = createFetch({ environment: process.env });
    for (const address of ${JSON.stringify(addresses)}) {
      await fetching(address).catch(() => undefined);
    }
  `;
  const env = { ...process.env, HTTP_PROXY: address, ...environment };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env });
  await once(child, 'exit');
  proxy.close();
  return asked.map((host) => host.replace(/:80$/, ''));
}

test('Requests go through the proxy that the environment names, but for NO_PROXY', async () => {
  const addresses = ['http://behind.test:80/', 'http://beside.test:80/'];
  expect(await throughProxy(addresses, { NO_PROXY: 'beside.test' })).toEqual(['behind.test']);
});

test('What is for this machine goes through no proxy, not even when Node itself would use one', async () => {
  const hosts = [
    '127.0.0.1',
    '127.0.0.5',
    'localhost',
    '[::1]',
    '[::ffff:7f00:1]',
    'behind.test',
    '127.0.0.5',
  ];
  const addresses = hosts.map((host) => `http://${host}:4/`);
  for (const environment of [{}, { NODE_USE_ENV_PROXY: '1' }]) {
    expect(await throughProxy(addresses, environment)).toEqual(['behind.test:4']);
  }
});
