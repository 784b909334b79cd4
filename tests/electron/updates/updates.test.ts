import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetch } from '../../../electron/network/fetch.ts';
import { createPolicy, ONLY_LOOPBACK } from '../../../electron/network/policy.ts';
import { createUpdates, type UpdatesOptions } from '../../../electron/updates/updates.ts';
import type { FetchProgress } from '../../../shared/fetch-progress.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeReleasesOptions, listOf, PACKAGE, startReleases } from '../../fakes/releases.ts';

const signal = new AbortController().signal;
const LINUX = { platform: 'linux', architecture: 'x64', installation: 'appimage' } as const;
const NAME = 'Ensemble-99.0.0.AppImage';

/** The updates of a program of version 1.2.3, from a place that publishes 99.0.0 unless the test says else. */
async function updatesFrom(
  options: FakeReleasesOptions = {},
  changes: Partial<UpdatesOptions> = {},
) {
  const releases = await startReleases(options);
  onTestFinished(() => releases.close());
  const home = changes.home ?? temporaryFolder();
  const backups: string[] = [];
  const updates = createUpdates({
    ...{ home, version: '1.2.3', address: new URL(releases.address), machine: LINUX },
    fetch: createFetch({ environment: {} }),
    refusal: () => undefined,
    backup: async (version) => {
      backups.push(version);
      return 'the backup';
    },
    stallMs: 2000,
    ...changes,
  });
  const folder = join(home, 'updates', '99.0.0');
  const fetchIt = async (): Promise<readonly FetchProgress[]> => {
    const seen: FetchProgress[] = [];
    await updates.fetch('99.0.0', { signal, onProgress: (progress) => seen.push(progress) });
    return seen;
  };
  return { updates, releases, home, folder, path: join(folder, NAME), backups, fetchIt };
}

describe('looking for a newer version', () => {
  it('tells of one with its size, date and notes, and that it is not here', async () => {
    const { updates } = await updatesFrom();
    expect(await updates.check(signal)).toEqual({
      release: {
        version: '99.0.0',
        bytes: PACKAGE.length,
        releasedAt: Date.parse('2026-11-20T10:00:00Z'),
        notes: 'Two things are better.',
        isFetched: false,
      },
    });
  });

  it.each(['1.2.3', '1.2.2', '1.2.3-beta.1'])(
    'finds nothing newer where %s is published',
    async (version) => {
      const { updates } = await updatesFrom({ version });
      expect(await updates.check(signal)).toEqual({});
    },
  );

  it('asks how large a package is of which the list does not say so', async () => {
    const list = (lines: string) => lines.replaceAll(/ +size: .*\n/g, '');
    const { updates, releases } = await updatesFrom({ list });
    expect((await updates.check(signal)).release?.bytes).toBe(PACKAGE.length);
    expect(releases.seen.at(-1)).toMatchObject({ method: 'HEAD', path: `/releases/${NAME}` });
  });

  it.each([
    ['a page for people', () => '<html><body>Sign in: first</body></html>'],
    ['broken YAML', () => 'version: "1\n  - ]'],
    ['a list without packages', () => 'version: 99.0.0\nfiles: []\n'],
    [
      'a checksum of another kind',
      () => listOf('99.0.0').replaceAll(/sha512: .*/g, 'sha512: ab12'),
    ],
  ])('refuses %s', async (_, list) => {
    const { updates } = await updatesFrom({ list });
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('refuses a list without a package for this machine', async () => {
    const list = (lines: string) => lines.replaceAll('AppImage', 'rpm');
    const { updates } = await updatesFrom({ list });
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'UPDATE_FAILED' });
  });

  it.each([404, 403, 503])('tells that it was answered %i', async (status) => {
    const { updates, releases } = await updatesFrom({ fault: () => ({ kind: 'status', status }) });
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(releases.seen.length).toBe(status === 503 ? 2 : 1);
  });

  it('gives up a list that begins and does not end', async () => {
    const { updates } = await updatesFrom({ hasEndlessList: true }, { stallMs: 300 });
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('tells that nobody answers', async () => {
    const { updates, releases } = await updatesFrom();
    await releases.close();
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('asks nobody in local mode, where the address is not of this machine', async () => {
    const address = new URL('https://releases.example/ensemble');
    const { refusal } = createPolicy({ mode: 'local', configured: () => [address.href] });
    const fetch = createFetch({ environment: {}, refusal: (url) => refusal('update', url) });
    const { updates } = await updatesFrom(
      {},
      { fetch, address, refusal: (url) => refusal('update', url) },
    );
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'NETWORK_REFUSED' });
    expect(updates.overview()).toEqual({
      ...{ version: '1.2.3', installation: 'appimage', host: 'releases.example' },
      refusal: ONLY_LOOPBACK,
    });
  });

  it.each([
    ['a program that no package brought', { machine: { ...LINUX, installation: undefined } }],
    ['a package that names no address', { address: undefined }],
    ['an address of plain http elsewhere', { address: new URL('http://releases.example/') }],
  ])('is refused for %s', async (_, changes) => {
    const { updates, releases } = await updatesFrom({}, changes);
    await expect(updates.check(signal)).rejects.toMatchObject({ code: 'UPDATE_FAILED' });
    expect(releases.seen).toEqual([]);
  });
});

describe('fetching a version', () => {
  it('brings the package, proves it, and tells how far it is', async () => {
    const { updates, path, fetchIt } = await updatesFrom();
    const seen = await fetchIt();
    expect(seen[0]).toEqual({ done: 0, total: PACKAGE.length });
    expect(seen.at(-1)).toMatchObject({ done: PACKAGE.length, total: PACKAGE.length });
    expect(readFileSync(path).equals(PACKAGE)).toBe(true);
    expect((await updates.check(signal)).release?.isFetched).toBe(true);
  });

  it('goes on where the connection was cut', async () => {
    let cuts = 0;
    const { releases, path, fetchIt } = await updatesFrom({
      fault: ({ path: asked }) =>
        asked.endsWith(NAME) && cuts++ === 0 ? { kind: 'drop', after: 200_000 } : undefined,
    });
    await fetchIt();
    expect(readFileSync(path).equals(PACKAGE)).toBe(true);
    expect(releases.sent()).toBeLessThan(PACKAGE.length + 100_000);
  });

  it('keeps what has come where it is left, and goes on the next time', async () => {
    let isHeld = true;
    const { updates, releases, folder, fetchIt } = await updatesFrom({
      fault: ({ path }) =>
        isHeld && path.endsWith(NAME) ? { kind: 'stall', after: 300_000 } : undefined,
    });
    const leave = new AbortController();
    const left = updates.fetch('99.0.0', {
      signal: leave.signal,
      onProgress: ({ done }) => done >= 200_000 && leave.abort(),
    });
    await expect(left).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([`${NAME}.incomplete`]);
    isHeld = false;
    await fetchIt();
    expect(releases.seen.at(-1)?.range).toMatch(/^bytes=[1-9]/);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('throws away what is not what the list says', async () => {
    const { folder, fetchIt } = await updatesFrom({ fault: () => ({ kind: 'corrupt' }) });
    await expect(fetchIt()).rejects.toMatchObject({ code: 'DOWNLOAD_DAMAGED' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not begin where the disk has no room', async () => {
    const { releases, fetchIt } = await updatesFrom({}, { freeBytes: async () => 1000 });
    await expect(fetchIt()).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(releases.sent()).toBe(0);
  });

  it('refuses a version that is not the one that is published', async () => {
    const { updates } = await updatesFrom();
    const watch = { signal, onProgress: () => {} };
    await expect(updates.fetch('98.0.0', watch)).rejects.toMatchObject({ code: 'UPDATE_FAILED' });
  });

  it('is not done for one that is older than this', async () => {
    const { updates } = await updatesFrom({ version: '1.0.0' });
    const watch = { signal, onProgress: () => {} };
    await expect(updates.fetch('1.0.0', watch)).rejects.toMatchObject({ code: 'UPDATE_FAILED' });
  });
});

describe('preparing an install', () => {
  it('makes a backup once the package is proved', async () => {
    const { updates, path, backups, fetchIt } = await updatesFrom();
    await fetchIt();
    const prepared = await updates.prepare('99.0.0', signal);
    expect(prepared).toEqual({ path, installation: 'appimage', backup: 'the backup' });
    expect(backups).toEqual(['1.2.3']);
  });

  it('refuses a package that was not fetched or has changed, and makes no backup', async () => {
    const { updates, path, backups, fetchIt } = await updatesFrom();
    const refused = { code: 'UPDATE_FAILED' };
    await expect(updates.prepare('99.0.0', signal)).rejects.toMatchObject(refused);
    await fetchIt();
    writeFileSync(path, Buffer.from(PACKAGE.map((byte) => byte ^ 1)));
    await expect(updates.prepare('99.0.0', signal)).rejects.toMatchObject(refused);
    expect(backups).toEqual([]);
  });

  it('is refused where the backup fails', async () => {
    const backup = () => Promise.reject(new Error('no room'));
    const { updates, fetchIt } = await updatesFrom({}, { backup });
    await fetchIt();
    await expect(updates.prepare('99.0.0', signal)).rejects.toThrow('no room');
  });
});

it('removes packages that are of no more use when it starts', async () => {
  const home = temporaryFolder();
  for (const version of ['1.0.0', '1.2.3', '2.0.0']) {
    mkdirSync(join(home, 'updates', version), { recursive: true });
    writeFileSync(join(home, 'updates', version, 'package'), 'x');
  }
  await updatesFrom({}, { home });
  expect(readdirSync(join(home, 'updates'))).toEqual(['2.0.0']);
});
