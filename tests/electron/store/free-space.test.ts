import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../../electron/store/store.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { StorageCategory } from '../../../shared/storage.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const idle = () => true;

function open(home = temporaryFolder()): Store {
  const store = openStore(home, Date.now);
  let isOpen = true;
  const close = () => {
    if (isOpen) {
      isOpen = false;
      store.close();
    }
  };
  onTestFinished(close);
  return { ...store, close };
}

const add = ({ artefacts }: Store, text: string) =>
  artefacts.addBytes('note.txt', Buffer.from(text));

function showIn({ runs }: Store, conversation: string, ...attachments: NamedArtefact[]): void {
  const runId = `${conversation}-${Math.random()}`;
  const at = Date.now();
  runs.append({
    ...{ runId, seq: 0, at, type: 'started', conversation, request: conversation, attachments },
    ...{ mode: 'local', controller: 'rules' },
  });
  runs.append({ runId, seq: 1, at, type: 'finished' });
}

function keep({ results }: Store, key: string, ...files: NamedArtefact[]): void {
  const [first] = files;
  results.keep(key, first === undefined ? { text: key } : { table: first });
}

const amounts = async (store: Store, category: StorageCategory) =>
  (await store.space.measure()).amounts.get(category) ?? { bytes: 0, count: 0 };

describe('measuring', () => {
  it('puts each file where it is needed first', async () => {
    const home = temporaryFolder();
    const store = open(home);
    const shown = await add(store, 'shown by one conversation');
    const both = await add(store, 'shown by two');
    await add(store, 'named by nothing');
    showIn(store, 'a', shown, both);
    showIn(store, 'b', both);
    expect(await amounts(store, 'conversations')).toEqual({
      bytes: shown.artefact.size + both.artefact.size,
      count: 2,
    });
    expect(await amounts(store, 'unnamed')).toEqual({ bytes: 16, count: 1 });
    const { conversations } = await store.space.measure();
    expect(conversations).toEqual([
      { id: 'a', title: 'a', bytes: shown.artefact.size, count: 1, isDeleted: false },
    ]);
    store.conversations.remove('a', 1);
    expect(await amounts(store, 'deleted')).toEqual({ bytes: shown.artefact.size, count: 1 });
    expect(await amounts(store, 'conversations')).toEqual({ bytes: both.artefact.size, count: 1 });
    const [first] = (await store.space.measure()).conversations;
    expect(first?.isDeleted).toBe(true);
  });

  it('counts every byte of the folder once', async () => {
    const home = temporaryFolder();
    const store = open(home);
    showIn(store, 'a', await add(store, 'some text'));
    mkdirSync(join(home, 'shown', 'aa'), { recursive: true });
    writeFileSync(join(home, 'shown', 'aa', 'copy.txt'), 'copy');
    mkdirSync(join(home, 'prompts', 'versions'), { recursive: true });
    writeFileSync(join(home, 'prompts', 'plan.md'), 'now');
    writeFileSync(join(home, 'prompts', 'versions', 'plan.1.md'), 'before');
    const { amounts: all } = await store.space.measure();
    const total = [...all.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    const files = execFileSync('find', [home, '-type', 'f', '-printf', '%s\n'], {
      encoding: 'utf8',
    });
    expect(total).toBe(
      files
        .trim()
        .split('\n')
        .reduce((sum, size) => sum + Number(size), 0),
    );
    expect(all.get('shown')).toEqual({ bytes: 4, count: 1 });
    expect(all.get('prompts')).toEqual({ bytes: 6, count: 1 });
  });

  it('tells of a file that is gone, and of what cannot be read', async () => {
    const home = temporaryFolder();
    const store = open(home);
    const file = await add(store, 'soon gone');
    showIn(store, 'a', file);
    rmSync(store.artefacts.path(file.artefact.id));
    const free = file.artefact.id.startsWith('00') ? '11' : '00';
    symlinkSync(free, join(home, 'artefacts', free)); // a loop, which nobody can read
    const { missing, unreadable } = await store.space.measure();
    expect(missing).toBe(1);
    expect(unreadable).toEqual([join('artefacts', free)]);
    await store.space.free('unnamed', idle);
    rmSync(join(home, 'artefacts', free));
  });
});

describe('freeing', () => {
  it('leaves what was added in this session and waits to be named', async () => {
    const store = open();
    const waiting = await add(store, 'an upload that waits');
    expect(await store.space.free('unnamed', idle)).toEqual({
      ...{ category: 'unnamed', bytes: 0, count: 0, waits: 'start' },
    });
    showIn(store, 'a', waiting);
    expect(await store.artefacts.text(waiting)).toBe('an upload that waits');
  });

  it('ends deleted conversations, and removes what nothing else shows', async () => {
    const store = open();
    const alone = await add(store, 'alone');
    const shared = await add(store, 'shared with another');
    const kept = await add(store, 'named by a result, too');
    showIn(store, 'a', alone, shared, kept);
    showIn(store, 'b', shared);
    keep(store, 'key', kept);
    store.conversations.remove('a', 1);
    const freed = await store.space.free('deleted', idle);
    expect(freed).toEqual({ category: 'deleted', bytes: alone.artefact.size, count: 1 });
    expect(store.artefacts.find(alone.artefact.id)).toBeUndefined();
    expect(existsSync(store.artefacts.path(alone.artefact.id))).toBe(false);
    expect(existsSync(store.artefacts.path(shared.artefact.id))).toBe(true);
    expect(existsSync(store.artefacts.path(kept.artefact.id))).toBe(true);
    expect(() => store.conversations.restore('a')).toThrow();
  });

  it('empties kept results, and nothing that a conversation shows', async () => {
    const store = open();
    const shown = await add(store, 'shown and kept');
    showIn(store, 'a', shown);
    keep(store, 'one', shown);
    keep(store, 'two');
    expect(store.results.size()).toBeGreaterThan(0);
    expect(await store.space.free('results', idle)).toMatchObject({ bytes: 0, count: 0 });
    expect(store.results.size()).toBe(0);
    expect(store.results.find('two')).toBeUndefined();
    expect(existsSync(store.artefacts.path(shown.artefact.id))).toBe(true);
  });

  it('touches no file while a run goes on', async () => {
    const store = open();
    const alone = await add(store, 'alone');
    showIn(store, 'a', alone);
    store.conversations.remove('a', 1);
    expect(await store.space.free('deleted', () => false)).toMatchObject({
      waits: 'run',
      bytes: 0,
    });
    expect(store.conversations.restore('a').id).toBe('a');
    expect(await store.space.free('database', () => false)).toMatchObject({ waits: 'run' });
    expect(existsSync(store.artefacts.path(alone.artefact.id))).toBe(true);
  });

  it('stops where a run begins in between', async () => {
    const store = open();
    for (const text of ['one', 'two', 'three', 'four']) {
      showIn(store, 'a', await add(store, text));
    }
    store.conversations.remove('a', 1);
    let asked = 0;
    const freed = await store.space.free('deleted', () => ++asked <= 3);
    expect(freed).toMatchObject({ count: 2, waits: 'run' });
  });

  it('compacts the database, and what is in it stays', async () => {
    const home = temporaryFolder();
    const store = open(home);
    for (let index = 0; index < 50; index++) {
      showIn(store, `c${index} ${'x'.repeat(20_000)}`);
    }
    for (let index = 1; index < 50; index++) {
      store.conversations.remove(`c${index} ${'x'.repeat(20_000)}`, 1);
    }
    await store.space.free('deleted', idle);
    const slack = store.space.slack();
    const before = statSync(join(home, 'ensemble.db')).size;
    expect(slack).toBeGreaterThan(100_000);
    const { bytes } = await store.space.free('database', idle);
    expect(bytes).toBeGreaterThan(100_000);
    expect(statSync(join(home, 'ensemble.db')).size).toBeLessThan(before);
    expect(store.conversations.list('')).toHaveLength(1);
    showIn(store, 'after');
    store.close();
    expect(open(home).conversations.list('')).toHaveLength(2);
  });

  it('removes copies, versions and logs by their folder alone', async () => {
    const home = temporaryFolder();
    const store = open(home);
    for (const folder of ['shown/aa', 'prompts/versions', 'logs']) {
      mkdirSync(join(home, folder), { recursive: true });
      writeFileSync(join(home, folder, 'file'), '12345');
    }
    writeFileSync(join(home, 'prompts', 'plan.md'), 'now');
    for (const category of ['shown', 'prompts', 'logs'] as const) {
      expect(await store.space.free(category, idle)).toEqual({ category, bytes: 5, count: 1 });
      expect(await store.space.free(category, idle)).toEqual({ category, bytes: 0, count: 0 });
    }
    expect(readFileSync(join(home, 'prompts', 'plan.md'), 'utf8')).toBe('now');
  });
});

const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status ===
    0;

describe.skipIf(!canMount)('a full disk (needs user namespaces with tmpfs)', () => {
  it('keeps the database as it was, and the log says that it cannot be written', () => {
    const home = temporaryFolder();
    const script = fileURLToPath(new URL('./free-full-disk.ts', import.meta.url));
    const mounted = `mount -t tmpfs -o size=4m tmpfs "${home}" && exec "${process.execPath}" "${script}" "${home}"`;
    const printed = execFileSync('unshare', ['-rm', 'sh', '-c', mounted], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual({ compacted: 'DISK_FULL', runs: 20, log: 'ENOSPC' });
  });
});
