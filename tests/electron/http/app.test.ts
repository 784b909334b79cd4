import { describe, expect, it } from 'vitest';
import { testApp } from '../../fakes/apps.ts';

describe('the renderer over the Fetch handler', () => {
  it('is served with a policy that lets it load only what comes from here', async () => {
    const { fetch } = testApp();
    const answer = await fetch('/');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const [, nonce = ''] = /'nonce-([\w-]{20,})'/.exec(policy) ?? [];
    expect(await answer.text()).toContain(`<meta name="style-nonce" content="${nonce}" />`);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob: data:",
      "media-src 'self' blob: data:",
      "font-src 'self'",
      "connect-src 'self'",
    ]);
  });

  it('has another nonce each time', async () => {
    const { fetch } = testApp();
    const [first, second] = await Promise.all([fetch('/'), fetch('/index.html')]);
    expect(await first.text()).not.toBe(await second.text());
  });

  it.each([
    [
      '/assets/index-Ab12.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
    ['/assets/font-Cd34.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/icon.svg', 'image/svg+xml; charset=utf-8', 'no-cache'],
  ])('serves %s under its type', async (path, type, caching) => {
    const answer = await testApp().fetch(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe(caching);
  });

  it('answers HEAD without a body', async () => {
    const answer = await testApp().fetch('/assets/index-Ab12.js', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });

  it.each([
    '/missing.js',
    '/assets',
    '/assets/',
    '/.secret',
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e%2foutside.txt',
    '/..%5coutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets/%00.js',
    '/%E0%A4%A',
    '//etc/passwd',
    '/index.html/x',
  ])('finds nothing at %s', async (path) => {
    const { fetch, bugs } = testApp();
    const answer = await fetch(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('no\n\n');
    expect(bugs).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await testApp().fetch('/', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('every answer', () => {
  it.each(['/', '/missing', '/rpc/nothing', '/media/x/y', '/icon.svg'])(
    'of %s is not to be sniffed, embedded or read by other pages',
    async (path) => {
      const { headers } = await testApp().fetch(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
    },
  );
});

describe('the body of a call', () => {
  const call = (body: RequestInit['body']): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    duplex: 'half',
  });

  it('is refused where it is too large, told before or not', async () => {
    const { fetch } = testApp({ limits: { callBytes: 1000 } });
    const body = JSON.stringify({ json: { search: 'x'.repeat(1000) } });
    const told = { ...call(body), headers: { 'content-length': String(body.length) } };
    expect((await fetch('/rpc/conversations/list', call(body))).status).toBe(413);
    expect((await fetch('/rpc/conversations/list', told)).status).toBe(413);
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(Buffer.alloc(64)),
    });
    expect((await fetch('/rpc/conversations/list', call(stream))).status).toBe(413);
  });

  it('is refused where it does not come to an end in time', async () => {
    const { fetch } = testApp({ limits: { callMs: 20 } });
    let wasLeft = false;
    const stream = new ReadableStream({
      cancel: () => {
        wasLeft = true;
      },
    });
    const answer = await fetch('/rpc/conversations/list', call(stream));
    expect(answer.status).toBe(408);
    expect(wasLeft).toBe(true);
  });

  it('is refused where bytes trickle in for longer than it may take', async () => {
    const { fetch } = testApp({ limits: { callMs: 60 } });
    let timer: NodeJS.Timeout | undefined;
    const stream = new ReadableStream({
      start: (controller) => {
        timer = setInterval(() => controller.enqueue(Buffer.from(' ')), 10);
      },
      cancel: () => clearInterval(timer),
    });
    expect((await fetch('/rpc/conversations/list', call(stream))).status).toBe(408);
  });

  it.each(['', 'null', '[]', '{"json":1}', '{{{', '\0'])(
    'is refused where it is no call: %j',
    async (body) => {
      const { fetch, bugs } = testApp();
      const { status } = await fetch('/rpc/runs/start', call(body));
      expect(status).toBe(400);
      expect(bugs).toEqual([]);
    },
  );
});
