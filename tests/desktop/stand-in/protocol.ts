// `protocol`: schemes and their handlers, served over loopback with bodies that stream both ways. What a
// scheme was not granted does not work here either.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { CustomScheme, Privileges } from 'electron';
import { type Addresses, addressesAt } from './addresses.ts';
import { app } from './app.ts';
import { say } from './said.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const privileges = new Map<string, Privileges>();
const handlers = new Map<string, Handler>();
let serving: Promise<Addresses> | undefined;

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly CustomScheme[]) => {
    if (app.isReady()) {
      throw new Error('registerSchemesAsPrivileged has to be called before the app is ready.');
    }
    for (const { scheme, privileges: granted = {} } of schemes) {
      privileges.set(scheme, granted);
    }
  },
  handle: (scheme: string, handler: Handler) => {
    if (!app.isReady() || handlers.has(scheme)) {
      throw new Error(`Failed to register protocol: ${scheme}`);
    }
    handlers.set(scheme, handler);
  },
};

/** The loopback server behind every scheme. */
export function serveSchemes(): Promise<Addresses> {
  serving ??= listen();
  return serving;
}

async function listen(): Promise<Addresses> {
  const server = createServer({ requestTimeout: 0 });
  const wanted = Number(process.env.STAND_IN_PORT ?? 0);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const addresses = addressesAt(port);
  server.on('request', (incoming, outgoing) => {
    answer({ incoming, outgoing, addresses }).catch((error: unknown) =>
      outgoing.destroy(Object(error)),
    );
  });
  say({ type: 'serving', origin: addresses.toLoopback('app://ensemble') });
  return addresses;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly addresses: Addresses;
}

/** They are of the loopback connection, and no custom scheme has them. */
const DROPPED =
  /^(host|connection|cookie|sec-.*|accept-encoding|content-length|transfer-encoding)$/;

async function answer({ incoming, outgoing, addresses }: Exchange): Promise<void> {
  const address = addresses.fromLoopback(`http://${incoming.headers.host}${incoming.url}`);
  const scheme = address.slice(0, address.indexOf(':'));
  const handler = handlers.get(scheme);
  const granted = privileges.get(scheme) ?? {};
  const isFetch = incoming.headers['sec-fetch-dest'] === 'empty';
  if (handler === undefined || granted.standard !== true || (isFetch && !granted.supportFetchAPI)) {
    outgoing.destroy();
    return;
  }
  const response = await handler(toRequest(incoming, address, addresses));
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  await send(response, outgoing, granted.stream === true);
}

function toRequest(incoming: IncomingMessage, address: string, addresses: Addresses): Request {
  const headers = new Headers();
  for (const [name, value = ''] of Object.entries(incoming.headers)) {
    if (!DROPPED.test(name)) {
      const text = String(value);
      headers.set(name, /^(origin|referer)$/.test(name) ? addresses.fromLoopback(text) : text);
    }
  }
  const { method = 'GET' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  // Node's own stream class is the global one, which the types of Node and of browsers tell apart.
  const body = Readable.toWeb(incoming) as unknown as BodyInit;
  // No signal: Electron's request has none that tells of a reader who left.
  return new Request(address, {
    ...{ method, headers },
    ...(hasBody && { body, duplex: 'half' }),
  });
}

/** A body that its reader leaves is cancelled, as Electron does. */
async function send(
  { body }: Response,
  outgoing: ServerResponse,
  isStreamed: boolean,
): Promise<void> {
  if (body === null) {
    outgoing.end();
    return;
  }
  if (!isStreamed) {
    outgoing.end(new Uint8Array(await new Response(body).arrayBuffer()));
    return;
  }
  outgoing.flushHeaders();
  const stream = Readable.fromWeb(body as ReadableStream); // Node declares its own beside the global one
  stream.on('error', () => {}); // after the page has left, the engine's end of it may still break
  await pipeline(stream, outgoing).catch(() => {}); // the page left
}
