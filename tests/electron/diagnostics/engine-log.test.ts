// Markers stand for what must never be written: they go in by every way there is, and are looked for after.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDesktopLog } from '../../../electron/diagnostics/desktop-log.ts';
import { openEngineLog } from '../../../electron/diagnostics/engine-log.ts';
import { readLog } from '../../../electron/store/log-file.ts';
import { AppError, type ErrorReport } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const KEY = 'MARKER-KEY-5512';
const TEXT = 'MARKER letter to Anna';
const FILE = 'MARKER invoice.pdf';

const openOn = (home: string, clock = Date.now) =>
  openEngineLog({ home, environment: { OPENAI_API_KEY: KEY }, clock, mode: 'local' });

const written = (home: string) =>
  readdirSync(join(home, 'logs'))
    .map((name) => readFileSync(join(home, 'logs', name), 'utf8'))
    .join('');

it('writes codes, models and places, and nothing of the person', async () => {
  const home = temporaryFolder();
  const log = openOn(home);
  log.bug(AppError.of('FILE_UNREADABLE', { name: FILE, why: TEXT }));
  log.bug(new Error(`${TEXT} in /home/anna/${FILE} with ${KEY}`));
  log.bug(Object.assign(new Error(`ENOENT: open '/home/anna/${FILE}'`), { code: 'ENOENT' }));
  log.bug(new TypeError(`Cannot read properties of undefined (reading '${KEY}')`));
  log.bug(TEXT);
  log.bug({ text: TEXT });
  log.pageBug({ name: TEXT, message: TEXT, stack: `Error: ${TEXT}\n    at f (${FILE}:1:1)` });
  const error: ErrorReport = {
    ...({ code: 'MODEL_CRASHED', message: TEXT, recovery: 'retry' } as const),
    data: { model: KEY, task: 'image-to-text', device: 'cpu', dtype: 'q8', why: TEXT },
  };
  const place = { runId: 'r1', seq: 3, at: 1 };
  log.runEvent({
    ...{ ...place, type: 'attempt-failed', task: 0, attempt: 1, model: 'acme/shapes', error },
    ...{ next: 'retry', delayMs: 0 },
  });
  log.runEvent({ ...place, type: 'failed', error });
  log.runEvent({ ...place, type: 'answer-token', text: TEXT });
  log.refused('conversations.open', 'CONVERSATION_NOT_FOUND');
  await log.stopped();
  openDesktopLog(home).engineEnded('SIGSEGV');
  const text = written(home);
  expect(text).not.toContain('MARKER');
  expect(text).not.toContain('anna');
  const entries = await readLog(home, 100);
  expect(entries.map(({ event }) => event)).toEqual([
    'started',
    ...Array(6).fill('bug'),
    ...['page-bug', 'attempt-failed', 'run-failed', 'refused', 'stopped', 'engine-ended'],
  ]);
  expect(entries[8]).toMatchObject({
    code: 'MODEL_CRASHED',
    facts: { model: 'acme/shapes', task: 'image-to-text', device: 'cpu', dtype: 'q8', run: 'r1' },
  });
  expect(entries[3]?.facts).toMatchObject({ system: 'ENOENT' });
  expect(entries[2]?.stack?.[0]).toMatch(/\d+:\d+$/);
});

it('finds at the next start that the one before did not stop', async () => {
  const home = temporaryFolder();
  const first = openOn(home, () => 1000);
  expect(first.brokeOff).toBeUndefined();
  await first.settled();
  const second = openOn(home, () => 2000);
  expect(second.brokeOff).toEqual({ at: 1000, what: 'engine' });
  await second.stopped();
  expect(openOn(home, () => 3000).brokeOff).toBeUndefined();
});

it('finds that the window broke since the last start, once', async () => {
  const home = temporaryFolder();
  const first = openOn(home, () => 1000);
  openDesktopLog(home).windowBroke('crashed');
  await first.stopped();
  const [broke] = (await readLog(home, 10)).filter(({ event }) => event === 'window-broke');
  const second = openOn(home);
  expect(second.brokeOff).toEqual({ at: broke?.at, what: 'window' });
  await second.stopped();
  expect(openOn(home).brokeOff).toBeUndefined();
});

it('takes a window that hung and answered again for no break, and one before it for one', async () => {
  const home = temporaryFolder();
  const first = openOn(home, () => 1000);
  const desktop = openDesktopLog(home);
  desktop.windowBroke('unresponsive');
  desktop.windowRecovered();
  await first.stopped();
  const second = openOn(home, () => 2000);
  expect(second.brokeOff).toBeUndefined();
  desktop.windowBroke('crashed');
  desktop.windowBroke('unresponsive');
  desktop.windowRecovered();
  await second.stopped();
  const third = openOn(home, () => 3000);
  expect(third.brokeOff?.what).toBe('window');
  const crashed = (await readLog(home, 20)).find(({ facts }) => facts.reason === 'crashed');
  expect(third.brokeOff?.at).toBe(crashed?.at);
});

it('finds that the desktop host around the engine did not end in order', async () => {
  const home = temporaryFolder();
  openDesktopLog(home).started();
  await openOn(home).stopped();
  const again = openDesktopLog(home); // the one before was killed
  again.started();
  const engine = openOn(home);
  expect(engine.brokeOff?.what).toBe('engine');
  await engine.stopped();
  again.stopped();
  openDesktopLog(home).started();
  expect(openOn(home).brokeOff).toBeUndefined();
});

it('lets a page that fails again and again write some lines a minute', async () => {
  const home = temporaryFolder();
  let now = 60_000;
  const log = openOn(home, () => now);
  const fail = () => log.pageBug({ name: 'Error', message: '', stack: '' });
  for (let time = 0; time < 500; time++) {
    fail();
  }
  now = 120_000;
  fail();
  await log.settled();
  const bugs = (await readLog(home, 1000)).filter(({ event }) => event === 'page-bug');
  expect(bugs).toHaveLength(31);
});
