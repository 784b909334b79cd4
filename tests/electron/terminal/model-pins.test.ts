import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import { ensembleHere } from '../../fakes/terminal-here.ts';

const models = (...words: string[]) => ensembleHere('models', ...words);

let home = '';
const pins = () => JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')).pinnedModels;

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('ENSEMBLE_HOME', home);
  vi.stubEnv('HF_HOME', join(home, 'huggingface'));
  vi.stubEnv('HF_TOKEN', '');
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ device: 'cpu' }));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

test('A model is pinned for a task type and unpinned again; the other settings stay', async () => {
  const wrong = await models('pin', 'image-to-text', 'nobody/knows-it');
  expect(wrong.status).not.toBe(0);
  const known = /builtin\/[\w.-]+/.exec(wrong.stderr)?.[0] ?? '';
  expect(known).toMatch(/^builtin\//);
  const pinned = await models('pin', 'image-to-text', known);
  expect(pinned).toMatchObject({ status: 0, stdout: `${known} is pinned for image-to-text.` });
  expect(pins()).toEqual({ 'image-to-text': known });
  expect((await models('unpin', 'image-to-text')).stdout).toContain('not pinned');
  expect((await models('unpin', 'image-to-text')).stdout).toContain('No model is pinned');
  expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toEqual({
    ...{ device: 'cpu', pinnedModels: {} },
  });
});

test('A pinned model that can’t run now is kept, and said why the next one is taken', async () => {
  const { stdout } = await models('search', '--task', 'image-to-text', '--json');
  const [listed] = JSON.parse(stdout);
  const pinned = await models('pin', 'image-to-text', listed.id);
  expect(pinned.status).toBe(0);
  expect(pinned.stdout).toContain(`You pinned ${listed.id}, which can't do it now`);
  expect(pins()).toEqual({ 'image-to-text': listed.id });
});

test('An unknown task type is refused', async () => {
  expect((await models('pin', 'image-to-soup', 'a/b')).status).not.toBe(0);
});
