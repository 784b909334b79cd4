import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLogFile, lastEntries, logBytes, readLog } from '../../../electron/store/log-file.ts';
import type { LogEntry } from '../../../shared/diagnostics.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const entry = (at: number, words = ''): LogEntry => ({
  ...{ at, source: 'engine', event: 'refused', facts: { words } },
});

it('writes entries in order, for this person alone', async () => {
  const home = temporaryFolder();
  const log = createLogFile(home, 'engine');
  for (let at = 0; at < 100; at++) {
    log.append(entry(at));
  }
  await log.settled();
  expect((await readLog(home, 1000)).map(({ at }) => at)).toEqual([...Array(100).keys()]);
  expect(statSync(join(home, 'logs', 'engine.jsonl')).mode & 0o777).toBe(0o600);
  expect(log.failure()).toBeUndefined();
});

it('keeps a few files of bounded size, the latest entries in them', async () => {
  const home = temporaryFolder();
  const log = createLogFile(home, 'engine', { fileBytes: 1000, files: 3 });
  for (let at = 0; at < 60; at++) {
    log.append(entry(at, 'x'.repeat(100)));
    await log.settled();
  }
  const files = readdirSync(join(home, 'logs')).toSorted();
  expect(files).toEqual(['engine.1.jsonl', 'engine.2.jsonl', 'engine.jsonl']);
  for (const file of files) {
    expect(statSync(join(home, 'logs', file)).size).toBeLessThan(1200);
  }
  const kept = (await readLog(home, 1000)).map(({ at }) => at);
  expect(kept.at(-1)).toBe(59);
  expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  expect(kept.length).toBeLessThan(30);
  expect(logBytes(home)).toBeLessThan(3600);
});

it('reads past a line that was cut off, and both sources by their time', async () => {
  const home = temporaryFolder();
  const engine = createLogFile(home, 'engine');
  engine.append(entry(1));
  await engine.settled();
  appendFileSync(join(home, 'logs', 'engine.jsonl'), '{"at":2,"sou');
  appendFileSync(join(home, 'logs', 'engine.jsonl'), '\n');
  engine.append(entry(4));
  await engine.settled();
  createLogFile(home, 'desktop').appendNow({
    ...{ at: 3, source: 'desktop', event: 'window-broke', facts: {} },
  });
  expect((await readLog(home, 10)).map(({ at }) => at)).toEqual([1, 3, 4]);
  expect((await readLog(home, 2)).map(({ at }) => at)).toEqual([3, 4]);
  expect(lastEntries(home, 'engine').map(({ at }) => at)).toEqual([1, 4]);
});

it('goes on where it cannot write, says why, and writes again when it can', async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'logs'), 'a file where the folder should be');
  const log = createLogFile(home, 'engine');
  log.append(entry(1));
  await log.settled();
  expect(log.failure()).toBe('EEXIST');
  expect(await readLog(home, 10)).toEqual([]);
  rmSync(join(home, 'logs'));
  log.append(entry(2));
  await log.settled();
  expect(log.failure()).toBeUndefined();
  expect((await readLog(home, 10)).map(({ at }) => at)).toEqual([2]);
});

it('begins anew where the folder was emptied under it', async () => {
  const home = temporaryFolder();
  const log = createLogFile(home, 'engine');
  log.append(entry(1));
  await log.settled();
  rmSync(join(home, 'logs'), { recursive: true });
  log.append(entry(2));
  await log.settled();
  expect((await readLog(home, 10)).map(({ at }) => at)).toEqual([2]);
});

it('leaves out a line that would be too long', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'logs'));
  const log = createLogFile(home, 'engine');
  log.append(entry(1, 'x'.repeat(20_000)));
  log.append(entry(2));
  await log.settled();
  expect(readFileSync(join(home, 'logs', 'engine.jsonl'), 'utf8')).not.toContain('xxx');
  expect((await readLog(home, 10)).map(({ at }) => at)).toEqual([2]);
});
