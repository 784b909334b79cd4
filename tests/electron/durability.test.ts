import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fakes/folders.ts';

const CHILD = fileURLToPath(new URL('./durability-child.ts', import.meta.url));

function start(home: string): ChildProcess {
  return spawn(process.execPath, [CHILD, home], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Lines that the process printed until its end; it is killed once it has printed that many. */
async function linesOf(
  child: ChildProcess,
  killAfter = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const lines: string[] = [];
  const ended = once(child, 'close');
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length >= killAfter) {
        child.kill('SIGKILL');
      }
    }
  }
  await ended;
  return lines;
}

/** A small generator of numbers from 0 to 1, so that the test is the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Every artefact is whole, and nothing half-written is left. */
function expectCleanFolder(home: string): void {
  expect(readdirSync(join(home, 'incoming'))).toEqual([]);
  for (const group of readdirSync(join(home, 'artefacts'))) {
    for (const id of readdirSync(join(home, 'artefacts', group))) {
      const bytes = readFileSync(join(home, 'artefacts', group, id));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(id);
    }
  }
}

describe('a run whose process is killed', () => {
  it('goes on to the same answer, wherever it was killed: 50 kills', async () => {
    const whole = await linesOf(start(temporaryFolder()));
    const reference = JSON.parse(whole.at(-1) ?? '');
    // Eight tasks, each done once: what had finished before a kill is not done again.
    const statuses = Array.from({ length: 8 }, () => 'finished');
    expect(reference).toMatchObject({ status: 'finished', statuses, finishes: 8 });
    const random = seeded(20_261_120);
    let kills = 0;
    while (kills < 50) {
      const home = temporaryFolder();
      for (let round = 0; round < 2; round += 1) {
        const point = 1 + Math.floor(random() * (whole.length - 2));
        const lines = await linesOf(start(home), point);
        kills += isReport(lines.at(-1)) ? 0 : 1;
      }
      const last = await linesOf(start(home));
      expect(JSON.parse(last.at(-1) ?? '')).toEqual(reference);
      expectCleanFolder(home);
    }
  }, 240_000);
});

/** The process came to its end before it could be killed. */
function isReport(line: string | undefined): boolean {
  return line?.startsWith('{') === true;
}
