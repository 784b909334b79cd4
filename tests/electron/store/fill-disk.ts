// Run by store.test.ts on a file system of two megabytes: fills it through the store, and prints what
// the store said and whether it opens again once there is space.

import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../../electron/store/store.ts';
import { AppError } from '../../../shared/errors.ts';

const home = process.argv[2] ?? '';
const store = openStore(home, Date.now);

function codeOf(thrown: unknown): string {
  return thrown instanceof AppError ? thrown.code : String(thrown);
}

const wav = Buffer.concat([Buffer.from('RIFF....WAVEfmt '), randomBytes(4 * 1024 ** 2)]);
const artefact = await store.artefacts.addBytes('big.wav', wav).then(() => 'stored', codeOf);
const incoming = readdirSync(join(home, 'incoming'));

const padding = join(home, 'padding');
let event = 'stored';
try {
  for (let size = 1024 ** 2; size >= 512; size /= 2) {
    fillWith(padding, size);
  }
  const started = { type: 'started', conversation: 'c', request: 'x'.repeat(100_000) } as const;
  const rest = { attachments: [], mode: 'local', controller: 'rules' } as const;
  store.runs.append({ runId: 'r', seq: 0, at: 0, ...started, ...rest });
} catch (error) {
  event = codeOf(error);
}
store.close();
rmSync(padding, { force: true });
const again = openStore(home, Date.now);
const reopened = again.runs.events('r').length === 0;
again.close();
console.log(JSON.stringify({ artefact, incoming, event, reopened }));

/** Appends until nothing of this size fits. */
function fillWith(path: string, size: number): void {
  for (;;) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      return; // the disk is full, which is what this is for
    }
  }
}
