import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { detail } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeHub, type FakeHubOptions, type Fault, startHub } from '../../fakes/hub.ts';
import { cacheOf, libraryOn, MODEL, type Shelf, shapesModel } from './shelf.ts';

const hubs: FakeHub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

async function hubWith(options: Partial<FakeHubOptions> = {}): Promise<FakeHub> {
  const hub = await startHub({ models: [shapesModel()], ...options });
  hubs.push(hub);
  return hub;
}

const TOKEN = { HF_TOKEN: 'hf_secret' };

function install(hub: FakeHub, id = MODEL, shelf: Partial<Shelf> = {}) {
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder(), ...shelf });
  return library.install(id, { dtype: 'q8' });
}

test('A model that needs a token is refused with its link', async () => {
  const hub = await hubWith({ models: [shapesModel({ gated: 'token' })] });
  await expect(install(hub)).rejects.toMatchObject({
    code: 'HUB_TOKEN_NEEDED',
    data: { model: MODEL, link: `${hub.endpoint}/${MODEL}` },
  });
});

test('A model whose terms are not accepted is refused with its link', async () => {
  const hub = await hubWith({ models: [shapesModel({ gated: 'terms' })] });
  await expect(install(hub, MODEL, { environment: TOKEN })).rejects.toMatchObject({
    code: 'HUB_LICENCE_NEEDED',
    data: { link: `${hub.endpoint}/${MODEL}` },
  });
});

test.each(['acme/nothing', `${MODEL}@v9`, `${MODEL}@${'b'.repeat(40)}`])(
  'What the Hub does not have is said so: %s',
  async (id) => {
    const hub = await hubWith();
    const refused = install(hub, id, { environment: TOKEN });
    await expect(refused).rejects.toMatchObject({ code: 'HUB_NOT_FOUND' });
  },
);

test('A name that would leave the cache is refused before anything is asked', async () => {
  const hub = await hubWith();
  await expect(install(hub, '../../etc')).rejects.toMatchObject({ code: 'USAGE' });
  expect(hub.seen).toEqual([]);
});

test('A file of the Hub that would leave its folder is not written', async () => {
  const evil = { path: 'onnx/../../../out.json', content: Buffer.from('{}'), isLarge: false };
  const model = shapesModel();
  const hub = await hubWith({ models: [{ ...model, files: [...model.files, evil] }] });
  const home = temporaryFolder();
  await expect(install(hub, MODEL, { home })).rejects.toThrow();
  expect(existsSync(join(cacheOf(home), 'snapshots'))).toBe(false);
});

test('A number format that is not there names those that are', async () => {
  const hub = await hubWith();
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
  await expect(library.install(MODEL, { dtype: 'q4' })).rejects.toMatchObject({
    code: 'MODEL_UNUSABLE',
    data: { why: expect.stringContaining('fp32, q8') },
  });
});

test('The token goes to the Hub and never to the storage that it redirects to', async () => {
  const hub = await hubWith({ models: [shapesModel({ gated: 'token' })] });
  await install(hub, MODEL, { environment: TOKEN });
  const byHost = Map.groupBy(hub.seen, ({ host }) => host);
  expect(new Set(byHost.get('hub')?.map(({ authorization }) => authorization))).toEqual(
    new Set(['Bearer hf_secret']),
  );
  expect(byHost.get('storage')?.map(({ authorization }) => authorization)).toEqual([undefined]);
});

test('The token that other tools keep is used', async () => {
  const hub = await hubWith({ models: [shapesModel({ gated: 'token' })] });
  const home = temporaryFolder();
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'token'), 'hf_kept\n');
  await install(hub, MODEL, { home });
  expect(hub.seen[0]?.authorization).toBe('Bearer hf_kept');
});

test.each(['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'])(
  'Nothing is asked while %s is set, which is named, since no setting of ours changes it',
  async (variable) => {
    const hub = await hubWith();
    const environment = { [variable]: '1' };
    const options = { isAllowed: () => detail('only-loopback') };
    await expect(install(hub, MODEL, { environment, options })).rejects.toMatchObject({
      code: 'HUB_VARIABLE_SET',
      data: { what: MODEL, variable },
    });
    expect(hub.seen).toEqual([]);
  },
);

test('Nothing is asked while it is not allowed', async () => {
  const hub = await hubWith();
  const forbidden = install(hub, MODEL, { options: { isAllowed: () => detail('only-loopback') } });
  await expect(forbidden).rejects.toMatchObject({
    code: 'HUB_OFFLINE',
    details: { why: [{ code: 'only-loopback' }] },
  });
  expect(hub.seen).toEqual([]);
});

test('A full disk is known before the first byte of a file', async () => {
  const hub = await hubWith();
  const full = install(hub, MODEL, { options: { freeBytes: async () => 1000 } });
  await expect(full).rejects.toMatchObject({
    code: 'DISK_FULL',
    data: { what: expect.stringMatching(/60[01] kB are needed.*1\.0 kB are free/) },
  });
  expect(hub.seen.some(({ host }) => host === 'storage')).toBe(false);
});

test('A Hub that throttles is left alone for as long as it asks', async () => {
  const faults: Fault[] = [
    { kind: 'status', status: 429, retryAfter: '7' },
    { kind: 'status', status: 503 },
  ];
  const hub = await hubWith({ fault: () => faults.shift() });
  const waits: number[] = [];
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  await install(hub, MODEL, { options: { wait } });
  expect(waits).toEqual([7000, 1000]);
});

test('A Hub that stays broken is given up after a bounded number of attempts', async () => {
  const hub = await hubWith({ fault: () => ({ kind: 'status', status: 500 }) });
  await expect(install(hub)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  expect(hub.seen.length).toBe(6);
});

test.each(['/revision/', '/tree/'])(
  'A page for people in place of %s, as a network sends that wants a sign-in, is a failure of the way',
  async (part) => {
    const hub = await hubWith({
      fault: ({ path }) => (path.includes(part) ? { kind: 'page' } : undefined),
    });
    await expect(install(hub)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { host: new URL(hub.endpoint).host },
    });
  },
);

test('A host that cannot be reached is named', async () => {
  const hub = await startHub({ models: [] });
  await hub.close();
  await expect(install(hub)).rejects.toMatchObject({
    code: 'NETWORK_FAILED',
    data: { host: new URL(hub.endpoint).host },
  });
});
