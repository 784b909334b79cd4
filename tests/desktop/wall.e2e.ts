// The wall around the window, seen from outside: a page that tries every way out that Chromium gives it, and
// a server that writes down what comes. Each part of the wall is taken down once, to see what it held back.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDesktop } from './fixtures.ts';
import { type RecordingServer, startRecordingServer } from './recording-server.ts';

interface Trying extends Pick<RecordingServer, 'port' | 'silentPort' | 'datagramPort'> {
  /** Where WebRTC finds a way, it looks for more for most of a minute. */
  readonly isRtcOpen: boolean;
}

/** Tries everything at once; resolves when each has come to its end, whatever that is. */
async function tryEverything(trying: Trying): Promise<void> {
  const { port, silentPort, datagramPort, isRtcOpen } = trying;
  const to = (path: string) => `http://127.0.0.1:${port}/${path}`;
  const ended = (target: EventTarget, ...events: readonly string[]) =>
    new Promise<void>((resolve) => {
      for (const event of events) {
        target.addEventListener(event, () => resolve(), { once: true });
      }
    });
  const element = (name: string, attributes: Record<string, string>) => {
    const made = Object.assign(document.createElement(name), attributes);
    document.body.append(made);
    return made;
  };
  const worker = (path: string) => {
    const code = `fetch('${to(path)}').catch(() => {}).then(() => postMessage(''))`;
    return ended(new Worker(URL.createObjectURL(new Blob([code]))), 'message', 'error');
  };
  const stream = new EventSource(to('events'));
  const rtc = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${datagramPort}` }] });
  rtc.createDataChannel('any');
  const gathered = new Promise<void>((resolve) => {
    rtc.onicegatheringstatechange = () => rtc.iceGatheringState === 'complete' && resolve();
  });
  element('link', { rel: 'preconnect', href: `http://127.0.0.1:${silentPort}` });
  element('a', { href: '#', ping: to('ping') }).click();
  navigator.sendBeacon(to('beacon'), 'text');
  const loads = [
    element('link', { rel: 'stylesheet', href: to('style') }),
    element('script', { src: to('script') }),
    element('img', { src: to('image') }),
    element('audio', { src: to('audio') }),
  ];
  await Promise.allSettled([
    fetch(to('fetch')),
    fetch(to('posted'), { method: 'POST', body: 'text', keepalive: true }),
    fetch(`http://outside.localhost:${port}/named`),
    ended(stream, 'open', 'error').then(() => stream.close()),
    ended(new WebSocket(`ws://127.0.0.1:${port}/socket`), 'open', 'error'),
    worker('worker'),
    ...loads.map((one) => ended(one, 'load', 'error', 'loadedmetadata')),
    rtc.createOffer().then((offer) => rtc.setLocalDescription(offer)),
    isRtcOpen || gathered,
  ]);
}

const REQUESTS = [
  ...['GET /fetch', 'POST /posted', 'GET /events', 'GET /worker'],
  ...['GET /style', 'GET /script', 'GET /image', 'GET /audio', 'POST /beacon', 'POST /ping'],
];
/** What the stand-in for Electron does not ask its session about; Electron does not for the last two. */
const OTHERS = ['GET /named', 'GET /socket', 'connection', 'datagram'];

/** The page without its own policy, which would be the first to hold it back. */
async function withoutPolicy(page: Page): Promise<Page> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  return page;
}

/** @param open the parts of the wall that are taken down */
async function attempt(open: string) {
  const server = await startRecordingServer();
  const app = openDesktop({ env: { STAND_IN_OPEN: open }, complaint: /was refused/ });
  const page = await withoutPolicy(await app.page());
  await page.evaluate(tryEverything, {
    port: server.port,
    silentPort: server.silentPort,
    datagramPort: server.datagramPort,
    isRtcOpen: open.includes('switches'),
  });
  return { seen: server.seen, app };
}

test('without the wall, all that a page tries is seen outside', async () => {
  const { seen } = await attempt('switches session');
  await expect.poll(() => [...seen].sort()).toEqual([...REQUESTS, ...OTHERS].sort());
});

test('behind the wall nothing gets out in any way, and the refusals are told', async () => {
  const { seen, app } = await attempt('');
  expect([...seen]).toEqual([]);
  expect(app.output()).toContain('was to load from');
});

test('what Chromium is started with is enough by itself', async () => {
  const { seen, app } = await attempt('session');
  expect([...seen]).toEqual([]);
  expect(app.output()).toBe('');
});

test('the session refuses the requests by itself', async () => {
  const { seen } = await attempt('switches');
  await expect.poll(() => OTHERS.every((way) => seen.has(way))).toBe(true);
  expect(REQUESTS.filter((request) => seen.has(request))).toEqual([]);
});
