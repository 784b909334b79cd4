import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import { closeNetwork, closeSession } from '../../../electron/desktop/wall.ts';

type Before = (details: { url: string }, answer: (said: { cancel: boolean }) => void) => void;

/** A session of Electron as far as the wall looks at it. */
class FakeSession {
  isSpellChecked = true;
  before: Before = (_details, answer) => answer({ cancel: false });
  readonly webRequest = {
    onBeforeRequest: (before: Before) => {
      this.before = before;
    },
  };

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellChecked = isEnabled;
  }

  refuses(url: string): boolean {
    let isRefused = false;
    this.before({ url }, ({ cancel }) => (isRefused = cancel));
    return isRefused;
  }
}

class FakeApp extends EventEmitter {
  readonly isPackaged = true;
  readonly switches = new Map<string, string | undefined>();
  readonly resolver: object[] = [];
  readonly commandLine = {
    appendSwitch: (name: string, value?: string) => this.switches.set(name, value),
  };

  configureHostResolver(options: object): void {
    this.resolver.push(options);
  }
}

function closed({ isPackaged = true } = {}): FakeSession {
  const session = new FakeSession();
  closeSession(session as unknown as Session, { isPackaged }); // as far as it is looked at
  return session;
}

const warn = vi.spyOn(console, 'warn').mockReturnValue();
afterEach(() => warn.mockClear());

test.each([
  'app://ensemble/',
  'app://ensemble/media/x',
  'blob:app://ensemble/1-2',
  'data:image/png;base64,',
])('a page loads %s', (url) => {
  expect(closed().refuses(url)).toBe(false);
  expect(warn).not.toHaveBeenCalled();
});

test.each([
  'https://example.com/',
  'http://127.0.0.1:4317/',
  'http://localhost/',
  'ws://127.0.0.1/',
  'wss://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'chrome://settings/',
  'app://other/',
  'blob:https://example.com/1-2',
  'blob:data:app://ensemble/',
  'app://ensemble.example.com/',
  'not an address',
])('a page does not load %s', (url) => expect(closed().refuses(url)).toBe(true));

test('the developer tools load their own pages, where there are any', () => {
  const address = 'devtools://devtools/bundled/inspector.html';
  expect(closed({ isPackaged: false }).refuses(address)).toBe(false);
  expect(closed().refuses(address)).toBe(true);
});

test('what is refused is told once for each origin, without what may be private', () => {
  const session = closed();
  session.refuses('https://example.com/secret?of=mine');
  session.refuses('https://example.com/another');
  session.refuses('wss://example.com/');
  const said = warn.mock.calls.flat().join();
  expect(warn).toHaveBeenCalledTimes(2);
  expect(said).toContain('https://example.com');
  expect(said).not.toMatch(/secret|mine/);
});

test.skipIf(process.platform === 'darwin')('no dictionary is fetched', () => {
  expect(closed().isSpellChecked).toBe(false);
});

test('Chromium knows no host and no proxy, and probes no resolver', () => {
  const app = new FakeApp();
  closeNetwork(app as unknown as App); // as far as it is looked at
  expect(Object.fromEntries(app.switches)).toEqual({
    'host-resolver-rules': 'MAP * ~NOTFOUND',
    'no-proxy-server': undefined,
  });
  expect(app.resolver).toEqual([]); // must not be called earlier
  app.emit('ready');
  expect(app.resolver).toEqual([{ secureDnsMode: 'off', enableBuiltInResolver: false }]);
});

test('every session and every page that is ever made is closed', () => {
  const app = new FakeApp();
  closeNetwork(app as unknown as App); // as far as it is looked at
  const session = new FakeSession();
  app.emit('session-created', session);
  expect(session.refuses('https://example.com/')).toBe(true);
  const setWebRTCIPHandlingPolicy = vi.fn();
  app.emit('web-contents-created', {}, { setWebRTCIPHandlingPolicy });
  expect(setWebRTCIPHandlingPolicy).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp');
});
