import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeHubOptions, startHub } from '../../fakes/hub.ts';
import { ensembleHere } from '../../fakes/terminal-here.ts';
import { COMMIT, MODEL, shapesModel } from '../library/shelf.ts';

const TINY = fileURLToPath(new URL('../../../models/tiny', import.meta.url));

const models = (...words: string[]) => ensembleHere('models', ...words);

async function hubWith(options: FakeHubOptions = { models: [shapesModel()] }) {
  const hub = await startHub(options);
  onTestFinished(() => hub.close());
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  return hub;
}

/** Without a device to be tried, which takes its time. */
function settle(home: string, settings: object): void {
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ device: 'cpu', ...settings }));
}

beforeEach(() => {
  const home = temporaryFolder();
  vi.stubEnv('ENSEMBLE_HOME', home);
  settle(home, {});
  vi.stubEnv('HF_HOME', join(home, 'huggingface'));
  vi.stubEnv('HF_TOKEN', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('ensemble models', () => {
  it('fetches a model, lists it, checks it and removes it', async () => {
    const hub = await hubWith();
    expect((await models('list')).stdout).toContain('No model is installed');
    const page = `${hub.endpoint}/${MODEL}/tree/main`;
    const installed = await models('install', page, '--dtype', 'q8');
    expect(installed.stderr).toBe('');
    expect(installed.status).toBe(0);
    expect(installed.stdout).toMatch(/acme\/shapes: 600 kB in \d+ files/);
    expect(installed.stdout).toContain(join('snapshots', COMMIT));
    const { stdout } = await models('list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { id: MODEL, tasks: ['object-detection'], dtype: 'q8', licence: 'mit' },
    ]);
    expect(await models('verify', MODEL)).toMatchObject({ status: 0, stderr: '' });
    expect((await models('remove', MODEL)).status).toBe(0);
    expect((await models('list')).stdout).toContain('No model is installed');
  });

  it('says which files are damaged, and how they are mended', async () => {
    await hubWith();
    const { stdout } = await models('install', MODEL, '--dtype', 'q8');
    const folder = /Installed in (.*)$/m.exec(stdout)?.[1] ?? '';
    writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), 'not what was fetched');
    const damaged = await models('verify', MODEL);
    expect(damaged.status).toBe(1);
    expect(damaged.stdout).toContain('damaged  onnx/model_quantized.onnx');
    expect(damaged.stdout).toContain(`ensemble models install ${MODEL}`);
    expect((await models('install', MODEL, '--dtype', 'q8')).status).toBe(0);
    expect((await models('verify', MODEL)).status).toBe(0);
  });

  it('shows folders of your own, and never deletes them', async () => {
    settle(process.env.ENSEMBLE_HOME ?? '', { modelFolders: [TINY] });
    const detector = join(TINY, 'object-detection');
    const shown = await models('show', detector, '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      id: detector,
      tasks: ['object-detection'],
      installed: { origin: 'folder', missing: [], problems: [] },
      formats: [{ dtype: 'fp32', isInstalled: true, fit: { verdict: 'fits' } }],
    });
    const removed = await models('remove', detector);
    expect(removed.status).not.toBe(0);
    expect((await models('show', detector)).status).toBe(0);
  });

  it('searches what is known, by words and by task', async () => {
    const { stdout, status } = await models('search', 'whisper', '--json');
    expect(status).toBe(0);
    for (const { tasks } of JSON.parse(stdout)) {
      expect(tasks).toContain('automatic-speech-recognition');
    }
    const depth = JSON.parse(
      (await models('search', '--task', 'depth-estimation', '--json')).stdout,
    );
    expect(depth.length).toBeGreaterThanOrEqual(3);
    expect((await models('search', 'no such words at all')).status).toBe(1);
  });

  it('fetches nothing in local mode from a Hub that is not on this machine', async () => {
    vi.stubEnv('HF_ENDPOINT', 'https://hub.invalid');
    const { status, stderr } = await models('install', MODEL);
    expect(status).toBe(1);
    expect(stderr).toContain('[HUB_OFFLINE]');
    expect(stderr).toContain('local mode');
  });

  it.each([
    ['a name that is none', ['install', 'three shapes'], '[USAGE]', 2],
    ['a model that the Hub does not show', ['install', 'acme/circles'], '[HUB_TOKEN_NEEDED]', 1],
    ['a revision that is not there', ['install', `${MODEL}@v9`], '[HUB_NOT_FOUND]', 1],
    ['a model that is not here', ['remove', 'acme/circles'], '[MODEL_NOT_INSTALLED]', 1],
    ['a model that nobody knows', ['show', 'acme/circles'], '[HUB_TOKEN_NEEDED]', 1],
    ['what is no model at all', ['show', 'three circles'], '[USAGE]', 2],
  ])('refuses %s', async (_, words, code, status) => {
    await hubWith();
    const ended = await models(...words);
    expect(ended.stderr).toContain(code);
    expect(ended.status).toBe(status);
  });
});
