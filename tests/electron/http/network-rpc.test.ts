import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testApp } from '../../fakes/apps.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

function appWith(settings: object) {
  const home = temporaryFolder();
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const written = () => JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'));
  return { ...testApp({ home }), written };
}

it('tells what the mode lets be asked, and what was', async () => {
  const { client, engine } = appWith({ mode: 'local' });
  const before = await client.network.overview();
  expect(before).toMatchObject({ mode: 'local', uploads: {}, records: [] });
  expect(before.destinations.find(({ purpose }) => purpose === 'hub')?.refusal).toBeDefined();
  await engine.network
    .fetch('hub')('https://192.0.2.1/')
    .catch(() => {});
  const [record] = (await client.network.overview()).records;
  expect(record).toMatchObject({ host: '192.0.2.1', outcome: { how: 'refused' } });
});

it('keeps what is said about a provider, beside the other settings, until it is taken back', async () => {
  const { client, engine, written } = appWith({ mode: 'hybrid', uploads: { fal: 'always' } });
  const never = { provider: 'replicate', word: 'never' } as const;
  const { uploads } = await client.network.allowUploads(never);
  expect(uploads).toEqual({ fal: 'always', replicate: 'never' });
  expect(written()).toEqual({ mode: 'hybrid', uploads });
  expect(engine.uploads.of('replicate')).toBe('never');
  const after = await client.network.allowUploads({ provider: 'replicate' });
  expect(after.uploads).toEqual({ fal: 'always' });
  expect(written().uploads).toEqual({ fal: 'always' });
  expect(engine.uploads.of('replicate')).toBeUndefined();
});

it('asks for a name of the provider', async () => {
  const { client } = appWith({});
  const nameless = client.network.allowUploads({ provider: '', word: 'always' });
  await expect(nameless).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
