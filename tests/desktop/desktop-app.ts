// Starts the desktop host's main process on the stand-in for Electron, as a process of its own, and takes
// hold of its page.

import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, on } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Said, Told } from './stand-in/said.ts';

export interface DesktopOptions {
  readonly home: string;
  /** The main file; by default that of the sources. */
  readonly main?: string;
  /** Words after the main file. */
  readonly words?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export interface DesktopApp {
  /** Everything that the stand-in was made to do so far. */
  readonly said: readonly Said[];
  /** The first thing of that kind, which may be still to come. */
  readonly hears: <Type extends Said['type']>(
    type: Type,
    isMeant?: (said: Of<Type>) => boolean,
  ) => Promise<Of<Type>>;
  readonly tell: (told: Told) => void;
  /** The page in its window. */
  readonly page: () => Promise<Page>;
  /** Where app://ensemble is, over loopback. */
  readonly origin: () => Promise<string>;
  /** What it has written to the terminal. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** The exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Resolves when its engine has ended, too. */
  readonly gone: Promise<void>;
  /** Ends it where it still runs; resolves when it and its engine are gone. */
  readonly close: () => Promise<void>;
}

type Of<Type extends Said['type']> = Extract<Said, { readonly type: Type }>;

const BOOT = fileURLToPath(new URL('./stand-in/boot.ts', import.meta.url));
const MAIN = fileURLToPath(new URL('../../electron/main.ts', import.meta.url));

export function startDesktop({
  home,
  main = MAIN,
  words = [],
  env = {},
}: DesktopOptions): DesktopApp {
  const scratch = mkdtempSync(join(tmpdir(), 'ensemble-desktop-'));
  const child = spawn(process.execPath, [BOOT, main, ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ENSEMBLE_HOME: home, TMPDIR: scratch, ...env },
    detached: true, // so that it can be ended with its engine and its Chromium
  });
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      // Its engine writes to the same pipes, and has ended now.
      rmSync(scratch, { recursive: true, force: true });
      resolve();
    });
  });
  const { said, hears } = listenTo(child, ended, () => output);
  let browser: Promise<Browser> | undefined;
  return {
    ...{ said, hears, ended, gone },
    tell: (told) => void (child.connected && child.send(told)),
    output: () => output,
    origin: async () => (await hears('serving')).origin,
    signal: (signal) => void child.kill(signal),
    page: async () => {
      const { devtools } = await hears('page');
      await hears('window-did', ({ what }) => what === 'show'); // and so loaded
      browser ??= chromium.connectOverCDP(devtools, { isLocal: true });
      const page = (await browser).contexts()[0]?.pages()[0];
      if (page === undefined) {
        throw new Error('The window has no page.');
      }
      return page;
    },
    close: async () => {
      await (await browser)?.close();
      endGroup(child);
      await gone;
    },
  };
}

function listenTo(child: ChildProcess, ended: Promise<unknown>, output: () => string) {
  const said: Said[] = [];
  const news = new EventEmitter<{ said: [Said] }>();
  child.on('message', (message) => {
    said.push(message as Said); // only the stand-in sends
    news.emit('said', message as Said);
  });
  const over = new AbortController();
  ended.then(() => over.abort());

  async function hears<Type extends Said['type']>(
    type: Type,
    isMeant: (said: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    const isWanted = (one: Said): one is Of<Type> => one.type === type && isMeant(one as Of<Type>);
    const coming = on(news, 'said', { signal: over.signal });
    const before = said.find(isWanted);
    if (before !== undefined) {
      return before;
    }
    try {
      for await (const [one] of coming) {
        if (isWanted(one)) {
          return one;
        }
      }
    } catch (error) {
      throw new Error(`It ended before it said ${type}:\n${output()}`, { cause: error });
    }
    throw new Error(`It said no ${type}.`);
  }
  return { said, hears };
}

/** The process leads a group of its own, which ends as a whole and at once. */
function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-Number(pid), 'SIGKILL');
  } catch {
    // nothing of it is left
  }
}
