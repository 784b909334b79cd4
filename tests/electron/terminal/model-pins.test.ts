import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runProgram } from '../../../electron/terminal/program.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

async function ensemble(...words: string[]) {
  const [printed, warned]: [string[], string[]] = [[], []];
  const status = await runProgram(['models', ...words], {
    print: (line) => printed.push(line),
    warn: (line) => warned.push(line),
    paint: (_, text) => text,
  });
  return { status, stdout: printed.join('\n'), stderr: warned.join('\n') };
}

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
  const wrong = await ensemble('pin', 'image-to-text', 'nobody/knows-it');
  expect(wrong.status).not.toBe(0);
  const known = /builtin\/[\w.-]+/.exec(wrong.stderr)?.[0] ?? '';
  expect(known).toMatch(/^builtin\//);
  const pinned = await ensemble('pin', 'image-to-text', known);
  expect(pinned).toMatchObject({ status: 0, stdout: `${known} is pinned for image-to-text.` });
  expect(pins()).toEqual({ 'image-to-text': known });
  expect((await ensemble('unpin', 'image-to-text')).stdout).toContain('not pinned');
  expect((await ensemble('unpin', 'image-to-text')).stdout).toContain('No model is pinned');
  expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toEqual({
    ...{ device: 'cpu', pinnedModels: {} },
  });
});

test('A pinned model that can’t run now is kept, and said why the next one is taken', async () => {
  const { stdout } = await ensemble('search', '--task', 'image-to-text', '--json');
  const [listed] = JSON.parse(stdout);
  const pinned = await ensemble('pin', 'image-to-text', listed.id);
  expect(pinned.status).toBe(0);
  expect(pinned.stdout).toContain(`You pinned ${listed.id}, which can't do it now`);
  expect(pins()).toEqual({ 'image-to-text': listed.id });
});

test('An unknown task type is refused', async () => {
  expect((await ensemble('pin', 'image-to-soup', 'a/b')).status).not.toBe(0);
});
