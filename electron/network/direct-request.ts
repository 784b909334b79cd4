// One GET to an address that was chosen beforehand, whatever name it stands for: the name goes into the
// request and into the check of the certificate, never into a second resolution.

import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { AppError, detail } from '../../shared/errors.ts';
import { streamOf } from './counted.ts';
import { proxyOf } from './proxies.ts';

export interface DirectRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Its proxies are asked for the address, not for the name. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Tries them in their order until one can be connected to. @throws what the last failed with */
export async function requestAt(
  addresses: readonly string[],
  request: DirectRequest,
): Promise<Response> {
  let last: unknown = new Error('the name has no address');
  for (const address of addresses) {
    try {
      return toResponse(await sendTo(address, request));
    } catch (error) {
      request.signal.throwIfAborted();
      last = error;
    }
  }
  throw last;
}

async function sendTo(
  address: string,
  { url, headers, signal, environment }: DirectRequest,
): Promise<http.IncomingMessage> {
  const library = url.protocol === 'https:' ? https : http;
  const proxied = proxyOf(environment) === undefined ? {} : { proxyEnv: environment };
  // A connection of its own: one that is kept could be to another address of the same name.
  const agent = new library.Agent({ keepAlive: false, ...proxied });
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  library
    .request({
      ...{ method: 'GET', host: address, agent, signal },
      ...(url.port === '' ? {} : { port: url.port }),
      path: url.pathname + url.search,
      headers: { ...headers, host: url.host },
      ...(isIP(url.hostname) === 0 && !url.hostname.startsWith('[')
        ? { servername: url.hostname }
        : {}),
    })
    .once('response', resolve)
    .on('error', reject)
    .end();
  return promise;
}

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(answer: http.IncomingMessage): Response {
  const { statusCode: status = 500, headersDistinct } = answer;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) {
      headers.append(name, value);
    }
  }
  if (WITHOUT_BODY.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  answer.on('error', () => {}); // a break reaches the reader through the stream
  return new Response(streamOf(answer), { status, headers });
}

/** The same stream, which fails once it is longer than allowed. */
export function bounded(
  body: ReadableStream<Uint8Array>,
  { url, bytes }: { readonly url: URL; readonly bytes: number },
): ReadableStream<Uint8Array> {
  let length = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        length += chunk.length;
        if (length > bytes) {
          throw AppError.of('FILE_TOO_LARGE', {
            name: url.host,
            actual: detail('more-than-that'),
            limit: detail('bytes', { bytes }),
            advice: detail('fetch-by-hand'),
          });
        }
        controller.enqueue(chunk);
      },
    }),
  );
}
