// The server host: the engine's Fetch handler behind a guard, on a port of this machine.

import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { AppError } from '../shared/errors.ts';
import type { AppLimits } from './http/app.ts';
import { createGuard, createToken } from './http/guard.ts';
import { secured } from './http/headers.ts';
import { inAddress, isWildcard } from './http/host-names.ts';
import { RENDERER_FOLDER } from './http/renderer-folder.ts';
import { type LiveEngineOptions, openLiveEngine } from './live-engine.ts';
import { errorCode } from './store/disk-errors.ts';

export interface ServerOptions {
  /**
   * Opens the engine, which is closed with the server; also anew, where settings are changed.
   * @throws AppError as createEngine does
   */
  readonly open: LiveEngineOptions['open'];
  /** The folder of the built renderer; by default dist/renderer. */
  readonly renderer?: string;
  /** By default loopback. */
  readonly host?: string | undefined;
  /** 0 takes any that is free; by default 4317, or a free one where that is taken. */
  readonly port?: number | undefined;
  readonly isLoopbackApiOpen?: boolean | undefined;
  /** Told of bugs; by default they are written to the standard error. */
  readonly report?: (error: unknown) => void;
  readonly limits?: Partial<AppLimits>;
}

export interface RunningServer {
  /** The address to open, with the token. */
  readonly url: string;
  readonly token: string;
  readonly port: number;
  /** The address with a token for one entry. */
  readonly entry: () => string;
  /** Ends the streams, saves the runs as interrupted, and closes the engine. */
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const DEFAULT_PORT = 4317;
/** Milliseconds that answers under way get to end when the server is closed. */
const CLOSING_MS = 2000;

/** @throws AppError where the engine can't be opened, and USAGE where it can't listen there */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { open, renderer = RENDERER_FOLDER, host = LOOPBACK, limits = {} } = options;
  const report = options.report ?? ((error: unknown) => console.error('ensemble:', error));
  const engine = openLiveEngine({ open, renderer, report, limits });
  const server = createServer({
    // Bodies have limits of their own: a large upload over a slow line may take long.
    requestTimeout: 0,
    headersTimeout: 10_000,
    keepAliveTimeout: 65_000, // longer than a browser keeps one, so that none is closed as it is used
    connectionsCheckingInterval: 2000,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = 512;
  const port = await listen(server, host, options.port).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  const token = createToken();
  const guard = createGuard({ token, host, port, isLoopbackApiOpen: options.isLoopbackApiOpen });
  server.on(
    'request',
    getRequestListener(
      async (request, env) => {
        const { remoteAddress } = (env as HttpBindings).incoming.socket; // this server speaks HTTP/1
        const refused = guard.check(request, remoteAddress);
        return refused === undefined ? engine.fetch(request) : secured(refused);
      },
      { hostname: host, overrideGlobalObjects: false },
    ),
  );
  server.on('request', (_, response) => {
    response.once('close', () => {
      if (!server.listening) {
        setImmediate(() => server.closeIdleConnections()); // Node closes those that were idle before
      }
    });
  });
  const address = (entry: string) =>
    `http://${inAddress(isWildcard(host) ? LOOPBACK : host)}:${port}/?token=${entry}`;
  return {
    ...{ token, port, url: address(token) },
    entry: () => address(guard.ticket()),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await engine.interrupt();
      const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
      await closed;
      clearTimeout(late);
      await engine.close();
    },
  };
}

/** @returns the port */
async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  try {
    return await tryPort(server, host, port ?? DEFAULT_PORT);
  } catch (error) {
    if (port === undefined && errorCode(error) === 'EADDRINUSE') {
      return tryPort(server, host, 0);
    }
    throw listenError(error, host, port ?? DEFAULT_PORT);
  }
}

async function tryPort(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  await promise.finally(() => server.off('error', reject));
  const { port: taken } = server.address() as AddressInfo; // a TCP server that listens has one
  return taken;
}

function listenError(error: unknown, host: string, port: number): unknown {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return usage(`Port ${port} is taken by another program. Choose another, or 0 for any.`);
    case 'EACCES':
      return usage(`The system does not give out port ${port}. Choose one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return usage(`${host} is no address of this machine.`);
    default:
      return error;
  }
}

function usage(why: string): AppError {
  return AppError.of('USAGE', { why });
}
