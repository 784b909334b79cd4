// What the tests of the desktop host share: a data folder and applications on it, all ended afterwards.

import { request } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { temporaryFolder } from '../fakes/folders.ts';
import { type DesktopApp, type DesktopOptions, startDesktop } from './desktop-app.ts';

/** Starts it on a folder of its own where none is given; what it complains of fails the test. */
export function openDesktop(
  options: Partial<DesktopOptions> & { readonly complaint?: RegExp } = {},
): DesktopApp {
  const app = startDesktop({ home: temporaryFolder(), ...options });
  onTestFinished(async () => {
    await app.close();
    const complaints = app.output().split('\n').filter(Boolean);
    expect(complaints.filter((line) => options.complaint?.test(line) !== true)).toEqual([]);
  });
  return app;
}

/** All that the page gets of the main process. */
export const BRIDGE = [
  'platform',
  'reveal',
  'openFolder',
  'startDrag',
  'onWishes',
  'takeWishes',
  'handOver',
  'installUpdate',
  'preferences',
  'prefer',
];

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** Asks what serves the schemes, under any name. */
export function askRaw(
  origin: string,
  { host, path = '/', headers = {}, method = 'GET' }: RawQuestion,
): Promise<RawAnswer> {
  const { port } = new URL(origin);
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const named = { ...headers, ...(host !== undefined && { host: `${host}:${port}` }) };
  request({ host: '127.0.0.1', port, path, method, headers: named }, async (answer) => {
    const chunks = await answer.toArray();
    resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
  })
    .on('error', reject)
    .end();
  return promise;
}

interface RawQuestion {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
