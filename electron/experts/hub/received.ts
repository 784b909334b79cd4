// An answer as it comes: counted, told, broken off where it is too long, and given up where nothing comes any
// more.

import { detail } from '../../../shared/errors.ts';
import { formatBytes } from '../../library/bytes.ts';
import type { AddressLimits } from '../../network/address-fetch.ts';
import { type Asked, down, failed } from './failures.ts';
import type { Traffic } from './traffic.ts';

/** Bytes of an answer; longer ones are broken off. */
const MOST_BYTES = 512 * 1024 ** 2;
/** For results that lie elsewhere, videos among them. The count here, which knows whose they are, is first. */
export const RESULT_LIMITS: AddressLimits = { bytes: 2 * MOST_BYTES, totalMs: 600_000 };
/** Bytes a millisecond, on a slow line; what is sent takes its time before anything can come. */
const SLOWEST = 50;

export interface Watch {
  readonly signal: AbortSignal;
  /** Something came. */
  readonly touch: () => void;
}

/** Ends a request for which nothing comes for too long. */
export function watch(
  asked: Asked,
  { signal, stallMs, sent }: { signal: AbortSignal; stallMs: number; sent: number },
): Watch {
  const stalled = new AbortController();
  const give = (ms: number) =>
    // It keeps no process alive, and what has ended takes no notice of it.
    setTimeout(() => {
      stalled.abort(down(asked, detail('nothing-came', { seconds: Math.ceil(ms / 1000) })));
    }, ms).unref();
  let timer = give(stallMs + sent / SLOWEST);
  return {
    signal: AbortSignal.any([signal, stalled.signal]),
    touch: () => {
      clearTimeout(timer);
      timer = give(stallMs);
    },
  };
}

export function counted(
  response: Response,
  { asked, traffic, touch }: { asked: Asked; traffic: Traffic; touch: Watch['touch'] },
): Response {
  const length = response.headers.get('content-length');
  const isEncoded = response.headers.has('content-encoding');
  const tell = traffic.awaits(
    asked.provider,
    length === null || isEncoded ? undefined : Number(length),
  );
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      touch();
      tell(chunk.byteLength);
      if (bytes > MOST_BYTES) {
        const most = formatBytes(MOST_BYTES);
        throw failed(
          asked,
          detail('provider-answer-too-large', { provider: asked.provider, most }),
        );
      }
      controller.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(count) ?? null, { status, headers });
}
