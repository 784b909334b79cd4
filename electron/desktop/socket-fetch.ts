// A Fetch request sent over a local socket, and its answer. Bodies stream both ways, and who stops
// reading ends the request on the other side.

import { Agent, type IncomingMessage, request as send } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** A connection for each request: a kept one may be closed by the other side just as it is used. */
const agent = new Agent({ keepAlive: false });

/** They speak of the connection, which ends here. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding']);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** @throws what Node says where the other side can't be reached or breaks off */
export async function fetchOverSocket(socket: string, request: Request): Promise<Response> {
  const { pathname, search, host } = new URL(request.url);
  const call = send({
    ...{ socketPath: socket, agent, signal: request.signal },
    ...{ method: request.method, path: pathname + search },
    headers: { ...Object.fromEntries(request.headers), host },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    call.once('response', resolve).on('error', reject);
  });
  if (request.body === null) {
    call.end();
  } else {
    const body = Readable.fromWeb(request.body as ReadableStream); // Node declares its own beside the global one
    pipeline(body, call).catch(() => {}); // the answer, or its error, says how it went
  }
  return toResponse(await answer, request.method);
}

function toResponse(answer: IncomingMessage, method: string): Response {
  const { statusCode = 500, statusMessage = '' } = answer;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    if (!HOP_BY_HOP.has(name)) {
      for (const value of values) {
        headers.append(name, value);
      }
    }
  }
  const init = { status: statusCode, statusText: statusMessage, headers };
  if (method === 'HEAD' || WITHOUT_BODY.has(statusCode)) {
    answer.resume();
    return new Response(null, init);
  }
  // A break reaches the reader through the stream. Once the reader has left, the request is ended under
  // the answer, which is then told to no one else.
  answer.on('error', () => {});
  return new Response(Readable.toWeb(answer), init);
}
