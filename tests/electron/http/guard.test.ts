import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createGuard, createToken, type GuardOptions } from '../../../electron/http/guard.ts';

const TOKEN = createToken();
const ORIGIN = 'http://127.0.0.1:4317';
const COOKIE = { cookie: `other=1; ensemble-4317=${TOKEN}` };

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly origin?: string;
  readonly peer?: string;
}

function ask(
  { path = '/', method = 'GET', headers = {}, origin = ORIGIN, peer = '127.0.0.1' }: Asked,
  options: Partial<GuardOptions> = {},
): Response | undefined {
  const guard = createGuard({ token: TOKEN, host: '127.0.0.1', port: 4317, ...options });
  const host = new URL(origin).host;
  const request = new Request(origin + path, { method, headers: { host, ...headers } });
  return guard.check(request, peer);
}

describe('a token', () => {
  it('has 32 random bytes', () => {
    expect(TOKEN).toMatch(/^[\w-]{43}$/);
    expect(createToken()).not.toBe(TOKEN);
  });

  it('in the address becomes a cookie of this site alone, and leaves the address', () => {
    const answer = ask({ path: `/?token=${TOKEN}` });
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get('location')).toBe('/');
    expect(answer?.headers.get('set-cookie')).toBe(
      `ensemble-4317=${TOKEN}; Path=/; HttpOnly; SameSite=Strict`,
    );
  });

  it('is taken where a page elsewhere links here, although the browser then sends no cookie', () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const answer = ask({ path: `/?token=${TOKEN}`, headers });
    expect(answer?.status).toBe(200);
    expect(answer?.headers.get('set-cookie')).toContain(TOKEN);
  });

  it('leaves the address of who is known already, whatever it is', () => {
    const answer = ask({ path: '/?token=old', headers: COOKIE });
    expect(answer?.status).toBe(303);
    expect(answer?.headers.get('set-cookie')).toBeNull();
  });

  it('of a ticket lets in once', () => {
    const guard = createGuard({ token: TOKEN, host: '127.0.0.1', port: 4317 });
    const visit = new Request(`${ORIGIN}/?token=${guard.ticket()}`);
    expect(guard.check(visit, undefined)?.status).toBe(303);
    expect(guard.check(visit, undefined)?.status).toBe(401);
  });
});

describe('a request', () => {
  it.each([COOKIE, { authorization: `Bearer ${TOKEN}` }, { authorization: `bearer ${TOKEN}` }])(
    'passes with %j',
    (headers) => {
      expect(ask({ path: '/rpc/overview', method: 'POST', headers })).toBeUndefined();
    },
  );

  it.each<Record<string, string>>([
    {},
    { cookie: 'ensemble-4317=' },
    { cookie: `ensemble-4317=${TOKEN}x` },
    { cookie: `ensemble-4318=${TOKEN}` },
    { cookie: `xensemble-4317=${TOKEN}` },
    { authorization: 'Bearer ' },
    { authorization: `Bearer ${TOKEN.slice(1)}` },
    { authorization: `Basic ${TOKEN}` },
    { authorization: 'Bearer wrong', ...COOKIE },
  ])('is refused with %j', (headers) => {
    for (const path of ['/', '/rpc/overview', '/media/x', '/assets/index.js', '/hugginggpt']) {
      expect(ask({ path, headers })?.status).toBe(401);
    }
  });

  it.each(['/rpc/overview', '/assets/x.js', '//', '/index.html'])(
    'for %s can not bring the token in its address',
    (path) => {
      expect(ask({ path: `${path}?token=${TOKEN}` })?.status).toBe(401);
    },
  );

  it('without a token is told so as a page where it wants one, else as JSON', async () => {
    const page = ask({ headers: { accept: 'text/html,*/*' } });
    expect(page?.headers.get('content-type')).toContain('text/html');
    const call = ask({ path: '/rpc/overview', method: 'POST' });
    expect(await call?.json()).toEqual({ message: expect.any(String) });
    expect(call?.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('the Host header', () => {
  it.each(['127.0.0.1:4317', 'localhost:4317', 'LOCALHOST:4317', '[::1]:4317'])(
    'may be %s',
    (host) => {
      const { origin } = new URL(`http://${host}`);
      expect(ask({ origin, headers: { ...COOKIE, host } })).toBeUndefined();
    },
  );

  it.each([
    'evil.example:4317',
    '127.0.0.1',
    '127.0.0.1:80',
    'localhost:4318',
    '127.0.0.1.evil.example:4317',
    'localhost.evil.example:4317',
    'evil.example',
    '192.168.1.5:4317',
    '127.0.0.1:4317, evil.example',
    'user@127.0.0.1:4317',
    '127.0.0.1:4317/path',
    '',
  ])('may not be %j, whatever token there is', (host) => {
    expect(ask({ headers: { ...COOKIE, host } })?.status).toBe(421);
  });

  it('may not differ from an address in the request line', () => {
    const headers = { ...COOKIE, host: '127.0.0.1:4317' };
    expect(ask({ origin: 'http://evil.example:4317', headers })?.status).toBe(421);
  });

  it('may be what the server was told to listen on, and nothing else', () => {
    const lan = { host: '192.168.1.5' };
    const headers = COOKIE;
    expect(ask({ origin: 'http://192.168.1.5:4317', headers }, lan)).toBeUndefined();
    expect(ask({ origin: 'http://192.168.1.6:4317', headers }, lan)?.status).toBe(421);
  });

  it.each(['0.0.0.0', '::'])('may be any address where it listens on %s, but no name', (host) => {
    for (const own of ['192.168.1.5', '[fe80::1]', hostname().toLowerCase()]) {
      expect(ask({ origin: `http://${own}:4317`, headers: COOKIE }, { host })).toBeUndefined();
    }
    expect(ask({ origin: 'http://evil.example:4317', headers: COOKIE }, { host })?.status).toBe(
      421,
    );
  });

  it('needs no port where that is 80', () => {
    expect(
      ask(
        { origin: 'http://localhost', headers: { cookie: `ensemble-80=${TOKEN}` } },
        { port: 80 },
      ),
    ).toBeUndefined();
  });
});

describe('another page in the browser', () => {
  it.each(['http://evil.example', 'http://127.0.0.1:9999', 'https://127.0.0.1:4317', 'null', ''])(
    'is refused by its origin %j',
    (origin) => {
      for (const method of ['GET', 'POST']) {
        expect(ask({ method, headers: { ...COOKIE, origin } })?.status).toBe(403);
      }
    },
  );

  it('of our own is let pass', () => {
    const headers = { ...COOKIE, origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
    expect(ask({ path: '/rpc/overview', method: 'POST', headers })).toBeUndefined();
  });

  it.each(['cross-site', 'same-site'])('is refused where the browser calls it %s', (site) => {
    const headers = { ...COOKIE, 'sec-fetch-site': site };
    expect(ask({ path: '/icon.svg', headers })?.status).toBe(403);
    expect(ask({ path: '/', headers })?.status).toBe(403);
    const framed = { ...headers, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    expect(ask({ path: '/', headers: framed })?.status).toBe(403);
    const link = { ...headers, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(ask({ path: '/', headers: link })).toBeUndefined();
    expect(ask({ path: '/media/x/y', headers: link })?.status).toBe(403);
    expect(ask({ path: '/', method: 'POST', headers: link })?.status).toBe(403);
  });
});

describe.each(['/hugginggpt', '/v1/chat/completions'])('the compatible endpoint %s', (path) => {
  const asked: Asked = { path, method: 'POST' };

  it('wants the token unless programs of this machine are let in', () => {
    expect(ask(asked)?.status).toBe(401);
    expect(ask(asked, { isLoopbackApiOpen: true })).toBeUndefined();
    expect(ask({ ...asked, path: '/rpc/overview' }, { isLoopbackApiOpen: true })?.status).toBe(401);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('lets %s in', (peer) => {
    expect(ask({ ...asked, peer }, { isLoopbackApiOpen: true })).toBeUndefined();
  });

  it.each(['192.168.1.5', '::ffff:192.168.1.5', 'fe80::1', ''])('keeps %j out', (peer) => {
    expect(ask({ ...asked, peer }, { isLoopbackApiOpen: true })?.status).toBe(401);
  });

  it('is closed to other pages even then', () => {
    const headers = { origin: 'http://evil.example' };
    expect(ask({ ...asked, headers }, { isLoopbackApiOpen: true })?.status).toBe(403);
  });
});

describe('a refusal of OpenAI’s endpoints', () => {
  it.each([
    [401, {}, 'invalid_api_key'],
    [403, { ...COOKIE, origin: 'http://evil.example' }, null],
    [421, { ...COOKIE, host: 'evil.example' }, null],
  ])('with %i is of its form', async (status, headers, code) => {
    for (const path of ['/v1/models', '/v1/chat/completions', '/v1/nothing']) {
      const answer = ask({ path, headers: { accept: 'text/html', ...headers } });
      expect(answer?.status).toBe(status);
      expect(await answer?.json()).toEqual({
        error: {
          ...{ message: expect.any(String), type: 'invalid_request_error' },
          ...{ param: null, code },
        },
      });
    }
  });
});
