// How the fake Hub sends the bytes of a file: whole, or with the fault that a test asks for.

import type { ServerResponse } from 'node:http';
import type { Fault } from './hub.ts';

interface Counted {
  /** Told of bytes that go out. */
  readonly count: (bytes: number) => void;
}

export const PIECE = 16 * 1024;

export function sendBody(
  body: Buffer,
  { fault, count }: Counted & { readonly fault: Fault | undefined },
  response: ServerResponse,
): void {
  if (fault?.kind === 'drop' || fault?.kind === 'truncate') {
    const end = fault.kind === 'drop' ? fault.after : fault.to;
    const part = body.subarray(0, end);
    count(part.length);
    // A connection that is lost later than its last bytes, so that these arrive.
    const drop = () => setTimeout(() => response.destroy(), DROP_MS);
    response.write(part, fault.kind === 'drop' ? drop : () => response.end());
  } else if (fault?.kind === 'stall') {
    const part = body.subarray(0, fault.after ?? 1);
    count(part.length);
    response.write(part);
  } else if (fault?.kind === 'slow') {
    sendSlowly(body, { pauseMs: fault.pauseMs, count }, response);
  } else {
    count(body.length);
    response.end(body);
  }
}

/** Milliseconds between the last bytes and the end of a connection that drops. */
const DROP_MS = 20;

interface Slowly extends Counted {
  readonly pauseMs: number;
}

function sendSlowly(body: Buffer, { pauseMs, count }: Slowly, response: ServerResponse): void {
  let at = 0;
  const timer = setInterval(() => {
    const piece = body.subarray(at, at + PIECE);
    at += PIECE;
    count(piece.length);
    if (at >= body.length) {
      clearInterval(timer);
      response.end(piece);
    } else {
      response.write(piece);
    }
  }, pauseMs);
  response.on('close', () => clearInterval(timer));
}
