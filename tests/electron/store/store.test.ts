import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { defaultHome } from '../../../electron/store/home.ts';
import { openStore } from '../../../electron/store/store.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import type { RunEvent } from '../../../shared/events.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const clock = () => 1_700_000_000_000;
const started: RunEventBody = {
  type: 'started',
  conversation: 'c1',
  request: 'hello',
  attachments: [],
  mode: 'local',
  controller: 'rules',
};

function events(runId: string, ...bodies: RunEventBody[]): RunEvent[] {
  return bodies.map((body, seq) => ({ runId, seq, at: 1000 + seq, ...body }));
}

describe('the data folder', () => {
  it('is where ENSEMBLE_HOME says, else the place of the platform', () => {
    expect(defaultHome({ ENSEMBLE_HOME: '/tmp/x' })).toBe('/tmp/x');
    expect(defaultHome({})).toMatch(/ensemble/);
  });

  it('keeps events over a restart', () => {
    const home = temporaryFolder();
    const first = openStore(home, clock);
    const run = events('r1', started, { type: 'answer-token', text: 'Hi' }, { type: 'finished' });
    run.forEach(first.runs.append);
    first.close();
    const second = openStore(home, clock);
    expect(second.runs.events('r1')).toEqual(run);
    expect(second.interrupted).toEqual([]);
    expect(second.runs.ofConversation('c1')).toEqual(['r1']);
    second.close();
  });

  it('marks a run whose process ended under it as interrupted, once', () => {
    const home = temporaryFolder();
    const first = openStore(home, clock);
    events('r1', started).forEach(first.runs.append);
    first.close();
    const second = openStore(home, clock);
    expect(second.interrupted).toEqual(['r1']);
    expect(second.runs.events('r1').at(-1)).toMatchObject({ type: 'interrupted', seq: 1 });
    second.close();
    const third = openStore(home, clock);
    expect(third.interrupted).toEqual([]);
    third.close();
  });

  it('belongs to one engine at a time', () => {
    const home = temporaryFolder();
    const first = openStore(home, clock);
    expect(() => openStore(home, clock)).toThrowError(
      expect.objectContaining({ code: 'HOME_IN_USE', data: { home, pid: String(process.pid) } }),
    );
    first.close();
    openStore(home, clock).close();
  });

  it('is refused with a code where it is a file', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openStore(file, clock)).toThrowError(
      expect.objectContaining({ code: 'HOME_UNUSABLE' }),
    );
  });

  it('is refused with a code where settings.json is wrong', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'settings.json'), '{"mode": "sometimes"}');
    expect(() => openStore(home, clock)).toThrowError(
      expect.objectContaining({ code: 'HOME_UNUSABLE' }),
    );
  });

  it('is refused with a code where a newer program wrote it', () => {
    const home = temporaryFolder();
    openStore(home, clock).close();
    const database = new Database(join(home, 'ensemble.db'));
    database.pragma('user_version = 999');
    database.close();
    expect(() => openStore(home, clock)).toThrowError(
      expect.objectContaining({ code: 'STORE_NEWER' }),
    );
  });

  it('sets a damaged database aside, says so, and opens again', () => {
    const home = temporaryFolder();
    writeFileSync(
      join(home, 'ensemble.db'),
      'this is no database, and long enough to be read as one',
    );
    expect(() => openStore(home, clock)).toThrowError(
      expect.objectContaining({ code: 'STORE_DAMAGED' }),
    );
    expect(readdirSync(home).some((name) => name.startsWith('ensemble.db.damaged-'))).toBe(true);
    openStore(home, clock).close();
  });
});

describe('a database with a damaged page', () => {
  it('is set aside at the start, and the folder opens again', () => {
    const home = temporaryFolder();
    const store = openStore(home, clock);
    for (let run = 0; run < 200; run += 1) {
      events(`r${run}`, { ...started, request: 'x'.repeat(500) }).forEach(store.runs.append);
    }
    store.close();
    const path = join(home, 'ensemble.db');
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 8 * 4096, 20 * 4096);
    writeFileSync(path, bytes);
    expect(() => openStore(home, clock)).toThrowError(
      expect.objectContaining({ code: 'STORE_DAMAGED' }),
    );
    const backup = readdirSync(home).find((name) => name.startsWith('ensemble.db.damaged-'));
    expect(readFileSync(join(home, backup ?? '')).equals(bytes)).toBe(true);
    openStore(home, clock).close();
  });
});

/** A file system of its own in a mount namespace; not every machine lets a test make one. */
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status ===
    0;

describe.skipIf(!canMount)('a read-only folder (needs user namespaces with tmpfs)', () => {
  it('is refused with a code', () => {
    const home = temporaryFolder();
    const script = fileURLToPath(new URL('./open-store.ts', import.meta.url));
    const mounted = `mount -t tmpfs -o ro tmpfs "${home}" && exec "${process.execPath}" "${script}" "${home}"`;
    const printed = execFileSync('unshare', ['-rm', 'sh', '-c', mounted], { encoding: 'utf8' });
    expect(printed.trim()).toBe('HOME_UNUSABLE');
  });
});

describe('a second process on the same folder', () => {
  it('is refused with a code that names the first', () => {
    const home = temporaryFolder();
    const store = openStore(home, clock);
    const script = fileURLToPath(new URL('./open-store.ts', import.meta.url));
    const open = () => execFileSync(process.execPath, [script, home], { encoding: 'utf8' }).trim();
    expect(open()).toBe(`HOME_IN_USE ${process.pid}`);
    store.close();
    expect(open()).toBe('opened');
  });
});

describe.skipIf(!canMount)('a full disk (needs user namespaces with tmpfs)', () => {
  it('refuses what does not fit with a code, and the store opens again', () => {
    const home = temporaryFolder();
    const node = process.execPath;
    const script = fileURLToPath(new URL('./fill-disk.ts', import.meta.url));
    const mounted = `mount -t tmpfs -o size=2m tmpfs "${home}" && exec "${node}" "${script}" "${home}"`;
    const printed = execFileSync('unshare', ['-rm', 'sh', '-c', mounted], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual({
      artefact: 'DISK_FULL',
      incoming: [],
      event: 'DISK_FULL',
      reopened: true,
    });
    expect(existsSync(join(home, 'ensemble.db'))).toBe(false); // the mount is gone with its process
  });
});
