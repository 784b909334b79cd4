// `session`: the handlers that decide what a page may do, asked about everything that Chromium knows.

import { EventEmitter } from 'node:events';
import { isOpen } from './open.ts';
import { protocol } from './protocol.ts';

type Answer = (isGranted: boolean) => void;
type RequestHandler = (
  contents: object,
  permission: string,
  answer: Answer,
  details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
) => void;
type CheckHandler = (contents: object | null, permission: string, origin: string) => boolean;
type Loaded = { readonly url: string };
type BeforeRequest = (details: Loaded, answer: (said: { cancel?: boolean }) => void) => void;

/** Playwright's name of a permission, and Electron's. */
const PERMISSIONS = {
  camera: 'media',
  microphone: 'media',
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'storage-access': 'storage-access',
  'local-fonts': 'local-fonts',
} as const;

class Session extends EventEmitter {
  readonly protocol = protocol;
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;
  #before: BeforeRequest | null = null;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.#before = listener;
    },
  };

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  setSpellCheckerEnabled(_isEnabled: boolean): void {}

  setDevicePermissionHandler(_handler: ((details: object) => boolean) | null): void {}

  /** Those that both handlers grant; without a handler Electron grants everything. */
  grantedTo(contents: object, requestingUrl: string): readonly string[] {
    const granted = (permission: string) => {
      let isGranted = this.#request === null;
      const details = { requestingUrl, isMainFrame: true };
      this.#request?.(contents, permission, (said) => (isGranted = said), details);
      return isGranted && (this.#check?.(contents, permission, requestingUrl) ?? true);
    };
    return Object.entries(PERMISSIONS).flatMap(([name, permission]) =>
      granted(permission) ? [name] : [],
    );
  }

  isCancelled(url: string): boolean {
    let isCancelled = false;
    if (isOpen('session')) {
      return false;
    }
    this.#before?.({ url }, ({ cancel = false }) => {
      isCancelled = cancel;
    });
    return isCancelled;
  }
}

export const session = { defaultSession: new Session() };
