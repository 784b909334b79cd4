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

class FakeSession extends EventEmitter {
  check: Check = () => true;
  ask: Ask = (_contents, _permission, answer) => answer(true);
  device: () => boolean = () => true;
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
