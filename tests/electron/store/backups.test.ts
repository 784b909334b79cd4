import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  listBackups,
  MOST_BACKUPS,
  pruneBackups,
  restoreBackup,
} from '../../../electron/store/backups.ts';
import { changeSettings, readSettings } from '../../../electron/store/settings-file.ts';
import { openStore, type Store } from '../../../electron/store/store.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const ABOUT = { version: '1.2.3', now: NOON + 3_600_000 };

/** Opens the data folder, does something with it, and closes it. */
async function inStore<Result>(
  home: string,
  use: (store: Store) => Result,
  now = NOON,
): Promise<Awaited<Result>> {
  const store = openStore(home, () => now);
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

function addConversation(id: string) {
  return ({ runs }: Store) =>
    runs.append({
      ...{ runId: `run-${id}`, seq: 0, at: NOON, type: 'started', conversation: id, request: id },
      ...{ attachments: [], mode: 'local', controller: 'rules' },
    });
}

const conversations = (home: string) =>
  inStore(home, (store) =>
    store.conversations
      .list('')
      .map(({ conversation }) => conversation.id)
      .toSorted(),
  );
const backup = ({ backup: make }: Store) => make('1.2.3');

describe('a backup', () => {
  it('has the database, the settings and the prompts, and no keys', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'prompts'));
    writeFileSync(join(home, 'prompts', 'plan.md'), 'mine');
    writeFileSync(join(home, 'keys.json'), '{}');
    changeSettings(home, { mode: 'hybrid' });
    const name = await inStore(home, (store) => {
      addConversation('one')(store);
      return backup(store);
    });
    expect(name).toBe('2026-11-21T12-00-00-1.2.3');
    expect(readdirSync(join(home, 'backups', name)).toSorted()).toEqual([
      ...['ensemble.db', 'prompts', 'settings.json'],
    ]);
    expect(await listBackups(home)).toEqual([name]);
  });

  it('leaves nothing behind where it fails', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'backups'), 'in the way');
    await expect(inStore(home, backup)).rejects.toMatchObject({ code: 'HOME_UNUSABLE' });
    expect(readFileSync(join(home, 'backups'), 'utf8')).toBe('in the way');
  });

  it('takes a place among the newest, and the oldest go', async () => {
    const home = temporaryFolder();
    for (let hour = 0; hour <= MOST_BACKUPS; hour++) {
      await inStore(home, backup, NOON + hour * 3_600_000);
    }
    expect(await listBackups(home)).toHaveLength(MOST_BACKUPS + 1);
    await pruneBackups(home);
    const left = await listBackups(home);
    expect(left[0]).toBe(`2026-11-21T${12 + MOST_BACKUPS}-00-00-1.2.3`);
    expect(left).toHaveLength(MOST_BACKUPS);
  });
});

describe('going back to a backup', () => {
  /** With one conversation and a setting in the backup, and others after it. */
  async function changedSince() {
    const home = temporaryFolder();
    changeSettings(home, { cpuSlots: 2 });
    const name = await inStore(home, (store) => {
      addConversation('before')(store);
      return backup(store);
    });
    changeSettings(home, { cpuSlots: 4 });
    writeFileSync(join(home, 'desktop.json'), '{}');
    await inStore(home, addConversation('after'));
    return { home, name };
  }

  it('brings back what was there, and can itself be undone', async () => {
    const { home, name } = await changedSince();
    const before = await restoreBackup(home, name, ABOUT);
    expect(await conversations(home)).toEqual(['before']);
    expect(readSettings(home).cpuSlots).toBe(2);
    expect(existsSync(join(home, 'desktop.json'))).toBe(false);
    await restoreBackup(home, before ?? '', { ...ABOUT, now: ABOUT.now + 1000 });
    expect(await conversations(home)).toEqual(['after', 'before']);
    expect(readSettings(home).cpuSlots).toBe(4);
  });

  it('works where the database is damaged, which is set aside', async () => {
    const { home, name } = await changedSince();
    writeFileSync(join(home, 'ensemble.db'), 'damaged '.repeat(1000));
    expect(await restoreBackup(home, name, ABOUT)).toBeUndefined();
    expect(await conversations(home)).toEqual(['before']);
    expect(readdirSync(home).some((file) => file.startsWith('ensemble.db.damaged-'))).toBe(true);
  });

  it('works where there is no database any more', async () => {
    const { home, name } = await changedSince();
    rmSync(join(home, 'ensemble.db'));
    expect(await restoreBackup(home, name, ABOUT)).toBeUndefined();
    expect(await conversations(home)).toEqual(['before']);
  });

  it('waits for no engine: it refuses while one has the data folder', async () => {
    const { home, name } = await changedSince();
    const store = openStore(home, () => NOON);
    onTestFinished(store.close);
    await expect(restoreBackup(home, name, ABOUT)).rejects.toMatchObject({ code: 'HOME_IN_USE' });
  });

  it.each(['2020-01-01T00-00-00-1.0.0', '../elsewhere', ''])('knows no backup %j', async (name) => {
    const { home } = await changedSince();
    const refused = { code: 'BACKUP_NOT_FOUND' };
    await expect(restoreBackup(home, name, ABOUT)).rejects.toMatchObject(refused);
    expect(await conversations(home)).toEqual(['after', 'before']);
  });
});
