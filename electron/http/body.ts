// Bodies of requests, read with limits: in bytes, in time without a byte, and in time altogether. A body
// that goes beyond one is left where it is.

export interface BodyLimits {
  readonly maxBytes: number;
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  /** Milliseconds for all of it. */
  readonly totalMs?: number;
}

export class BodyRefusedError extends Error {
  override readonly name = 'BodyRefusedError';
  readonly status: 408 | 413;

  constructor(status: 408 | 413) {
    super(status === 413 ? 'The body is too large.' : 'The body did not arrive in time.');
    this.status = status;
  }
}

/** @throws BodyRefusedError where a limit is passed, before anything beyond it is read */
export async function* boundedBody(
  request: Request,
  { maxBytes, idleMs, totalMs = Number.POSITIVE_INFINITY }: BodyLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    throw new BodyRefusedError(413);
  }
  const { body } = request;
  if (body === null) {
    return;
  }
  const reader = body.getReader();
  const deadline = performance.now() + totalMs;
  let taken = 0;
  try {
    while (true) {
      const left = deadline - performance.now();
      const { done, value } = await within(reader.read(), Math.min(idleMs, Math.max(0, left)));
      if (done) {
        return;
      }
      taken += value.byteLength;
      if (taken > maxBytes) {
        throw new BodyRefusedError(413);
      }
      yield value;
    }
  } finally {
    // A body that broke off refuses this too, with the error that the read above has thrown.
    reader.cancel().catch(() => {});
  }
}

/** @throws BodyRefusedError */
export async function readBody(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of boundedBody(request, limits)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function within<Value>(value: Promise<Value>, ms: number): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new BodyRefusedError(408)), ms);
  try {
    return await Promise.race([value, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
