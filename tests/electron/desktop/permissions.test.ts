import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { restrictSession } from '../../../electron/desktop/permissions.ts';

type Check = (contents: null, permission: string, origin: string) => boolean;
type Ask = (
  contents: null,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { readonly requestingUrl: string },
) => void;
type Before = (details: { url: string }, answer: (said: { cancel: boolean }) => void) => void;

class FakeSession extends EventEmitter {
  check: Check = () => true;
  ask: Ask = (_contents, _permission, answer) => answer(true);
  device: () => boolean = () => true;
  before: Before = (_details, answer) => answer({ cancel: false });
  readonly webRequest = {
    onBeforeRequest: (before: Before) => {
      this.before = before;
    },
  };
  setPermissionCheckHandler(check: Check): void {
    this.check = check;
  }
  setPermissionRequestHandler(ask: Ask): void {
    this.ask = ask;
  }
  setDevicePermissionHandler(device: () => boolean): void {
    this.device = device;
  }
}

function restricted(): FakeSession {
  const session = new FakeSession();
  restrictSession(session as unknown as Session, '/downloads'); // as far as it is looked at
  return session;
}

function isGranted(permission: string, requestingUrl = 'app://ensemble/'): readonly boolean[] {
  const { check, ask } = restricted();
  const answers: boolean[] = [check(null, permission, requestingUrl)];
  ask(null, permission, (said) => answers.push(said), { requestingUrl });
  return answers;
}

test.each(['clipboard-sanitized-write', 'fullscreen'])(
  '%s is granted to the page',
  (permission) => {
    expect(isGranted(permission)).toEqual([true, true]);
    expect(isGranted(permission, 'https://example.com/')).toEqual([false, false]);
  },
);

test.each([
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'openExternal',
  'usb',
  'new',
])('%s is refused', (permission) => expect(isGranted(permission)).toEqual([false, false]));

test('devices are refused', () => {
  expect(restricted().device()).toBe(false);
});

test.each([
  ['app://ensemble/media/x', false],
  ['blob:app://ensemble/1-2', false],
  ['data:image/png;base64,', false],
  ['app://other/', true],
  ['https://example.com/', true],
  ['http://127.0.0.1:4317/', true],
  ['wss://example.com/', true],
  ['file:///etc/passwd', true],
  ['blob:https://example.com/1-2', true],
])('a request to %s is cancelled: %s', (url, expected) => {
  const said: boolean[] = [];
  restricted().before({ url }, ({ cancel }) => said.push(cancel));
  expect(said).toEqual([expected]);
});

test('only what the program serves can be saved', () => {
  const session = restricted();
  const save = (url: string) => {
    let isRefused = false;
    const options: unknown[] = [];
    const item = {
      getURL: () => url,
      getFilename: () => 'a.png',
      setSaveDialogOptions: (one: unknown) => options.push(one),
    };
    session.emit('will-download', { preventDefault: () => (isRefused = true) }, item);
    return { isRefused, options };
  };
  expect(save('app://ensemble/media/x')).toEqual({
    isRefused: false,
    options: [{ defaultPath: '/downloads/a.png' }],
  });
  expect(save('https://example.com/a.png').isRefused).toBe(true);
});
