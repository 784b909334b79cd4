// A line that is not to be seen: typed without an echo, or the first line of what is piped in.

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../../shared/errors.ts';

/** @throws AppError CANCELLED where the person leaves by Ctrl-C */
export async function readHiddenLine(prompt: string): Promise<string> {
  if (process.stdin.isTTY !== true) {
    return readPiped();
  }
  process.stderr.write(prompt);
  // The terminal itself echoes nothing while it is read by key, and what readline writes goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const left = new AbortController();
  lines.once('SIGINT', () => left.abort(AppError.of('CANCELLED', {})));
  try {
    return await lines.question('', { signal: left.signal });
  } catch (error) {
    throw left.signal.aborted ? left.signal.reason : error;
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** More than any key has is not read. */
const MOST_BYTES = 64 * 1024;

async function readPiped(): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > MOST_BYTES) {
      break;
    }
  }
  return Buffer.concat(chunks).toString();
}
