// The real Chromium behind the windows: one for the process, with its profile in the folder of the user
// data and a port on which the test takes hold of the same pages.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { app } from './app.ts';
import { isOpen } from './open.ts';

export interface Chromium {
  readonly context: BrowserContext;
  /** Where another client connects. */
  readonly devtools: string;
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

let opened: Promise<Chromium> | undefined;

export function openChromium(): Promise<Chromium> {
  opened ??= launch();
  return opened;
}

async function launch(): Promise<Chromium> {
  await app.whenReady(); // so that whoever hears of the first page has said what it may do
  const profile = join(app.getPath('userData'), 'chromium');
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...FLAGS, '--remote-debugging-port=0', ...switches()],
    handleSIGINT: false, // the application says when it ends
    handleSIGTERM: false,
    viewport: null,
  });
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  return { context, devtools: `http://127.0.0.1:${port}` };
}

/** What the main process asked for. Here its scheme is a host of this machine, which must be known. */
function switches(): readonly string[] {
  if (isOpen('switches')) {
    return [];
  }
  return [...app.switches].map(([name, value]) => {
    const more = name === 'host-resolver-rules' ? ', EXCLUDE *.app.localhost' : '';
    return value === undefined ? `--${name}` : `--${name}=${value}${more}`;
  });
}
