import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetwork, type NetworkOptions } from '../../../electron/network/network.ts';

async function serve(listener: RequestListener) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { asked, port, host: `127.0.0.1:${port}` };
}

/** The names that were resolved, beside the network that asked for them. */
function networkOf(options: Partial<NetworkOptions> = {}) {
  const resolved: string[] = [];
  const network = createNetwork({
    ...{ environment: {}, mode: 'hybrid', clock: Date.now, configured: () => [] },
    lookup: async (name) => {
      resolved.push(name);
      return ['127.0.0.1'];
    },
    ...options,
  });
  return { fetching: network.fetchAddress(), resolved, records: () => network.overview().records };
}

const refused = { code: 'NETWORK_REFUSED' };
const failed = { code: 'NETWORK_FAILED' };

describe('an address that others wrote', () => {
  it('is fetched from the public network’s side of a name, under that name', async () => {
    const { port, asked } = await serve((_, response) => response.end('a cat'));
    const name = `cats.example.com:${port}`;
    const { fetching, resolved, records } = networkOf({ allowed: () => [name] });
    const response = await fetching(`http://${name}/cat.png?size=2`);
    expect(await response.text()).toBe('a cat');
    expect(asked).toEqual([`${name}/cat.png?size=2`]);
    // Once: the connection is made to what was checked, whatever the name says later.
    expect(resolved).toEqual(['cats.example.com']);
    expect(records()).toMatchObject([
      {
        ...{ purpose: 'address', method: 'GET', host: 'cats.example.com', port, receivedBytes: 5 },
        outcome: { how: 'answered', status: 200 },
      },
    ]);
  });

  it('is refused where its name leads inside, also where only one of its addresses does', async () => {
    const { host, asked, port } = await serve((_, response) => response.end());
    for (const inside of [
      '127.0.0.1',
      '10.0.0.1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      'fd00::1',
    ]) {
      const { fetching, records } = networkOf({ lookup: async () => ['8.8.8.8', inside] });
      await expect(fetching(`http://rebound.example.com:${port}/`)).rejects.toMatchObject(refused);
      expect(records()).toMatchObject([{ outcome: { how: 'refused' } }]);
    }
    await expect(networkOf().fetching(`http://${host}/`)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });

  it('is refused before its name is resolved where it tells enough by itself', async () => {
    const { fetching, resolved } = networkOf();
    for (const address of [
      'http://printer.local/',
      'http://169.254.169.254/latest/meta-data',
      'http://2130706433/',
      'http://user:word@example.com/',
      'https://example.com:22/',
      'file:///etc/passwd',
      'nonsense',
    ]) {
      await expect(fetching(address), address).rejects.toMatchObject(refused);
    }
    expect(resolved).toEqual([]);
  });

  it('is refused in local mode, and on this machine unless that was allowed', async () => {
    const { host, asked } = await serve((_, response) => response.end('mine'));
    const allowed = () => [host];
    const local = networkOf({ mode: 'local', allowed });
    await expect(local.fetching('http://example.com/')).rejects.toMatchObject(refused);
    expect(local.resolved).toEqual([]);
    expect(await (await local.fetching(`http://${host}/a`)).text()).toBe('mine');
    const other = networkOf({ allowed: () => ['127.0.0.1:1'] });
    await expect(other.fetching(`http://${host}/b`)).rejects.toMatchObject(refused);
    expect(asked).toEqual([`${host}/a`]);
  });
});

describe('redirects of such an address', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    '//192.168.0.1/',
    'http://0x7f.1/',
    'http://localhost/',
    'file:///etc/passwd',
    'http://user@example.com/',
  ])('are checked like the first: %s', async (location) => {
    const { host } = await serve((_, response) => response.writeHead(302, { location }).end());
    const { fetching, records } = networkOf({ allowed: () => [host] });
    await expect(fetching(`http://${host}/`)).rejects.toMatchObject(refused);
    expect(records().map(({ outcome }) => outcome.how)).toEqual(['left', 'refused']);
  });

  it('are followed within what is allowed, five at most', async () => {
    const { host, asked } = await serve((request, response) => {
      const count = Number(request.url?.slice(1));
      const location = count % 2 === 0 ? `/${count - 1}` : `http://${host}/${count - 1}`;
      count === 0 ? response.end('end') : response.writeHead(301, { location }).end();
    });
    const { fetching } = networkOf({ allowed: () => [host] });
    expect(await (await fetching(`http://${host}/5`)).text()).toBe('end');
    expect(asked).toHaveLength(6);
    await expect(fetching(`http://${host}/6`)).rejects.toMatchObject(failed);
  });
});

describe('what comes from such an address', () => {
  it('is bounded in size, also where its length is not told', async () => {
    const { host } = await serve((_, response) => {
      response.write(new Uint8Array(600));
      response.end(new Uint8Array(600));
    });
    const allowed = () => [host];
    const enough = networkOf({ allowed, limits: { bytes: 1200 } });
    expect((await (await enough.fetching(`http://${host}/`)).bytes()).length).toBe(1200);
    const { fetching, records } = networkOf({ allowed, limits: { bytes: 1199 } });
    const response = await fetching(`http://${host}/`);
    await expect(response.bytes()).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(records()).toMatchObject([{ outcome: { how: 'failed', code: 'FILE_TOO_LARGE' } }]);
  });

  it('is bounded in time, before the answer and within it', async () => {
    const { host } = await serve((request, response) => {
      if (request.url === '/body') {
        response.write('a little');
      }
    });
    const { fetching } = networkOf({ allowed: () => [host], limits: { totalMs: 100 } });
    await expect(fetching(`http://${host}/never`)).rejects.toMatchObject(failed);
    const response = await fetching(`http://${host}/body`);
    await expect(response.text()).rejects.toThrow();
  });

  it('has other bounds where whoever asks says so, such as for a video', async () => {
    const { host } = await serve((_, response) => {
      response.write('x'.repeat(500));
      setTimeout(() => response.end('x'.repeat(500)), 150);
    });
    const tight = { bytes: 10, totalMs: 100 };
    const { fetching } = networkOf({ allowed: () => [host], limits: tight });
    const limits = { bytes: 1000, totalMs: 60_000 };
    const response = await fetching(`http://${host}/video`, { limits });
    expect((await response.bytes()).length).toBe(1000);
    const larger = await fetching(`http://${host}/video`, { limits: { ...limits, bytes: 999 } });
    await expect(larger.bytes()).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('ends with who asked for it', async () => {
    const { host } = await serve(() => {});
    const { fetching } = networkOf({ allowed: () => [host] });
    const stop = new AbortController();
    const asked = fetching(`http://${host}/`, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});

it('a proxy is asked for the address that was checked, not for the name', async () => {
  const heard: string[] = [];
  const proxy = createSocketServer((socket) => {
    socket.on('error', () => {}); // it was ended by us
    socket.once('data', (bytes) => {
      heard.push(bytes.toString().split('\r\n')[0] ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
  });
  // A server that listens on TCP has an address of this shape.
  const { port } = proxy.address() as AddressInfo;
  const environment = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
  const { fetching } = networkOf({ environment, lookup: async () => ['93.184.215.14'] });
  await expect(fetching('https://example.com/')).rejects.toMatchObject(failed);
  expect(heard).toEqual(['CONNECT 93.184.215.14:443 HTTP/1.1']);
});
