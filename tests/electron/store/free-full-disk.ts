// Run by free-space.test.ts on a file system of four megabytes: fills it, tries to compact the database and
// to write the log, and prints what came of it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogFile } from '../../../electron/store/log-file.ts';
import { openStore } from '../../../electron/store/store.ts';
import { AppError } from '../../../shared/errors.ts';

const home = process.argv[2] ?? '';
const store = openStore(home, Date.now);
for (let run = 0; run < 20; run++) {
  store.runs.append({
    ...{ runId: `r${run}`, seq: 0, at: 0, type: 'started', conversation: `c${run}` },
    ...{ request: 'x'.repeat(20_000), attachments: [], mode: 'local', controller: 'rules' },
  });
}
fill();
const compacted = await store.space
  .free('database', () => true)
  .then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
fill();
const log = createLogFile(home, 'engine');
log.append({ at: 0, source: 'engine', event: 'started', facts: {} });
await log.settled();
const runs = store.runs.list(100).length;
console.log(JSON.stringify({ compacted, runs, log: log.failure() ?? 'written' }));

/** Appends until nothing fits. */
function fill(): void {
  for (let size = 1024 ** 2; size >= 512; size /= 2) {
    try {
      for (;;) {
        writeFileSync(join(home, 'padding'), Buffer.alloc(size), { flag: 'a' });
      }
    } catch {
      // smaller pieces may still fit
    }
  }
}
