// `npm start`: builds what is missing or older than its sources, then opens the desktop host. Where
// Electron can't be had or can't run it says so in one line, and opens the server host instead.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './start/build.ts';
import { findElectron, reasonAgainstWindow } from './start/electron-program.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const TERMINAL_HOST = fileURLToPath(new URL('./cli.ts', import.meta.url));

/** Electron ends by one of these where the system does not let it make its sandbox or find its libraries. */
const CRASHES: ReadonlySet<string> = new Set(['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL', 'SIGBUS']);
/** Milliseconds in which a crash means that there never was a window. */
const START_MS = 10_000;

process.exitCode = await start(process.argv.slice(2));

/** @returns the exit status */
async function start(words: readonly string[]): Promise<number> {
  if (!(await buildIfStale())) {
    return 1;
  }
  const electron = reasonAgainstWindow() ?? (await findElectron());
  if ('why' in electron) {
    return openInBrowser(electron.why, words);
  }
  const startedAt = Date.now();
  const ended = await run(electron.program, [MAIN, ...words]);
  return CRASHES.has(ended.signal ?? '') && Date.now() - startedAt < START_MS
    ? openInBrowser(`Electron could not start here (${ended.signal})`, words)
    : ended.status;
}

async function openInBrowser(why: string, words: readonly string[]): Promise<number> {
  console.error(`ensemble: ${why}; Ensemble opens in the browser instead.`);
  const { status } = await run(process.execPath, [TERMINAL_HOST, 'serve', '--open', ...words]);
  return status;
}

interface Ended {
  readonly status: number;
  readonly signal: string | null;
}

/** Runs a program in this one's place: its output, its signals, its exit status. */
function run(program: string, words: readonly string[]): Promise<Ended> {
  // Terminals inside Electron programs set it, and Electron then would be nothing but a Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(program, words, { stdio: 'inherit', env });
  const { promise, resolve } = Promise.withResolvers<Ended>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Kept to the end: npm and the terminal both send it, and the second may come late.
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', (error) => {
    console.error(`ensemble: ${program} could not be started: ${error.message}`);
    resolve({ status: 1, signal: null });
  });
  child.once('exit', (code, signal) => resolve({ status: code ?? 1, signal }));
  return promise;
}
