// Bodies that are counted as they pass, in both directions, also where they are left before their end.

import type { Exchange } from './records.ts';

/** Bytes of a piece of what is sent, so that the count keeps up with what has left. */
const PIECE = 64 * 1024;

type Body = RequestInit['body'];
interface CountedBody {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns nothing where there is nothing to send */
export async function countedBody(
  body: Body,
  sent: Exchange['sent'],
): Promise<CountedBody | undefined> {
  if (body === null || body === undefined) {
    return undefined;
  }
  if (typeof body === 'object' && Symbol.asyncIterator in body) {
    return { body: streamOf(counting(body, sent)), headers: {} };
  }
  // A Response writes every kind of body as a Request would.
  const whole = new Response(body);
  const bytes = await whole.bytes();
  const type = whole.headers.get('content-type');
  return {
    body: streamOf(counting(pieces(bytes), sent)),
    headers: {
      'content-length': String(bytes.length),
      ...(type === null ? {} : { 'content-type': type }),
    },
  };
}

/** Not `ReadableStream.from`, which browsers' types, under which tests reach this, do not know. */
export function streamOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): ReadableStream<Uint8Array> {
  const all = (async function* () {
    yield* chunks;
  })();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await all.next();
        done === true ? controller.close() : controller.enqueue(value);
      },
      cancel: async () => {
        await all.return(undefined);
      },
    },
    { highWaterMark: 0 }, // nothing is read before it is asked for
  );
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE);
  }
}

async function* counting(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sent: Exchange['sent'],
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    sent(chunk.length);
    yield chunk;
  }
}

/** The same answer, whose exchange ends when its body does or when the reader leaves. */
export function countedResponse(response: Response, exchange: Exchange): Response {
  const { body, status, statusText, headers, url } = response;
  exchange.answered(status);
  if (body === null) {
    exchange.finished();
    return response;
  }
  const counted = new Response(countedStream(body, exchange), { status, statusText, headers });
  // One that is made by hand has no address of its own.
  return Object.defineProperty(counted, 'url', { value: url });
}

export function countedStream(
  body: ReadableStream<Uint8Array>,
  exchange: Exchange,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read();
          if (done) {
            exchange.finished();
            controller.close();
          } else {
            exchange.received(value.length);
            controller.enqueue(value);
          }
        } catch (error) {
          exchange.failed(error);
          throw error;
        }
      },
      cancel: (why) => {
        exchange.left();
        return reader.cancel(why);
      },
    },
    { highWaterMark: 0 }, // nothing is read before it is asked for
  );
}
