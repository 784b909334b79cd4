// `ensemble serve`: the server host until it is told to stop. A run that goes on then is saved as
// interrupted, and can go on at the next start.

import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { createEngine } from '../engine.ts';
import { isWildcard } from '../http/host-names.ts';
import { rendererFolder } from '../http/renderer-folder.ts';
import { isLoopback } from '../network/loopback.ts';
import { type RunningServer, startServer } from '../server.ts';
import { type Console, printError } from './console.ts';

export interface ServeOptions {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly open?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly allowLoopbackApi?: boolean | undefined;
}

/**
 * @returns the exit status, when it has been stopped
 * @throws AppError where the data folder or the port can't be used
 */
export async function serveCommand(options: ServeOptions, console: Console): Promise<number> {
  const stopped = waitForSignal();
  const renderer = await rendererFolder(console.warn);
  const server = await start(options, { renderer, console });
  announce(server, options, console);
  await stopped;
  await server.close();
  return 0;
}

async function start(
  { host, port, allowLoopbackApi }: ServeOptions,
  { renderer, console }: { readonly renderer: string; readonly console: Console },
): Promise<RunningServer> {
  const report = (error: unknown) => printError(console, error);
  const isLoopbackApiOpen = allowLoopbackApi;
  return startServer({ open: createEngine, renderer, host, port, isLoopbackApiOpen, report });
}

function announce(
  { url, token, entry }: RunningServer,
  { host, json, open }: ServeOptions,
  console: Console,
): void {
  if (json === true) {
    console.print(JSON.stringify({ url, token, pid: process.pid }));
  } else {
    console.print(`Ensemble is at ${console.paint('bold', url)}`);
    for (const address of addressesElsewhere(host)) {
      console.print(`From elsewhere ${url.replace(/(?<=^http:\/\/)[^:/]+/, address)}`);
    }
    const { origin } = new URL(url);
    console.print(console.paint('dim', `OpenAI clients: ${origin}/v1, the token as their key.`));
    console.print(console.paint('dim', 'Ctrl-C stops it.'));
  }
  if (host !== undefined && !isLoopback(host)) {
    console.warn(
      `Note: everyone who can reach ${host} and has this address can use this Ensemble, and what they send is not encrypted: others on the way can read it, also a key that is typed in the settings.`,
    );
  }
  if (open === true) {
    openBrowser(entry(), console);
  }
}

/** The machine's addresses in its networks, where it listens on all of them. */
function addressesElsewhere(host: string | undefined): readonly string[] {
  return host === undefined || !isWildcard(host)
    ? []
    : Object.values(networkInterfaces())
        .flatMap((addresses) => addresses ?? [])
        .filter(({ internal, family }) => !internal && family === 'IPv4')
        .map(({ address }) => address);
}

/** The address that is opened admits once, since the arguments of a program are no secret. */
function openBrowser(url: string, console: Console): void {
  const [command, ...words] = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  }[String(process.platform)] ?? ['xdg-open', url];
  const browser = spawn(command ?? '', words, { stdio: 'ignore', detached: true });
  browser.once('error', () =>
    console.warn('No browser could be opened. Open the address by hand.'),
  );
  browser.unref();
}

/** Milliseconds in which a signal may come a second time because npm and the shell both send it. */
const SAME_SIGNAL_MS = 500;

/** Resolves at the first SIGINT or SIGTERM; another one ends the process at once. */
function waitForSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let first: number | undefined;
  const onSignal = () => {
    first ??= performance.now();
    resolve();
    if (performance.now() - first > SAME_SIGNAL_MS) {
      process.exit(1);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return promise;
}
