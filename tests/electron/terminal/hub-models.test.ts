import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { HubAnswerSchema, ModelCardSchema } from '../../../shared/hub-models.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { startHub } from '../../fakes/hub.ts';
import { ensembleHere } from '../../fakes/terminal-here.ts';
import { file, hostedModel, onnxModel } from '../library/shelf-hub.ts';

const models = (...words: string[]) => ensembleHere('models', ...words);

const MOODS = onnxModel(
  'acme/moods',
  {
    ...{ pipelineTag: 'text-classification', downloads: 1_234_567, gated: 'manual' },
    cardData: { license: 'mit', language: 'en' },
  },
  [
    file(
      'README.md',
      '---\nlicense: mit\n---\n# Moods\n\nSays which mood an English text is in.\n',
    ),
  ],
);
const FEELINGS = onnxModel('acme/feelings', { pipelineTag: 'text-classification', downloads: 8 });
const PAINTER = hostedModel('acme/painter', {
  ...{ pipelineTag: 'text-to-image', downloads: 70, cardData: { license: 'apache-2.0' } },
  providers: [{ provider: 'fal-ai', task: 'text-to-image' }],
});

/** Without a device to be tried, which takes its time. */
beforeEach(() => {
  const home = temporaryFolder();
  vi.stubEnv('ENSEMBLE_HOME', home);
  vi.stubEnv('HF_HOME', join(home, 'huggingface'));
  vi.stubEnv('HF_TOKEN', '');
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ device: 'cpu' }));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function hubIsThere() {
  const hub = await startHub({ models: [FEELINGS, MOODS, PAINTER] });
  onTestFinished(() => hub.close());
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  return hub;
}

describe('ensemble models search --hub', () => {
  it('prints a table, the most downloaded first, with its date', async () => {
    await hubIsThere();
    const { stdout, stderr, status } = await models('search', '--hub', 'acme');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.split('\n')).toEqual([
      'model          what it does         downloads  licence',
      'acme/moods     text-classification  1.2M       mit, terms to accept',
      'acme/feelings  text-classification  8          unknown',
      expect.stringMatching(/^As of \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/),
    ]);
  });

  it('finds what is hosted, and says by whom', async () => {
    await hubIsThere();
    const { stdout } = await models('search', '--hub', '--hosted', '--task', 'text-to-image');
    expect(stdout).toContain('acme/painter  text-to-image by fal-ai  70         apache-2.0');
  });

  it('prints the answer as JSON', async () => {
    await hubIsThere();
    const { stdout } = await models('search', '--hosted', '--json');
    const answer = HubAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.models.map(({ id }) => id)).toEqual(['acme/painter']);
  });

  it('says that nothing was found', async () => {
    await hubIsThere();
    const { stdout, stderr, status } = await models('search', '--hub', 'nothing like it');
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain('no such model');
  });

  it('says in local mode why the Hub is not asked, and finds what is known here', async () => {
    vi.stubEnv('HF_ENDPOINT', 'https://hub.invalid');
    const found = await models('search', '--hub', 'whisper');
    expect(found.status).toBe(1);
    expect(found.stderr).toContain('nothing leaves this machine in local mode');
    expect(found.stderr).toContain('[HUB_OFFLINE]');
    expect(found.stdout).toContain('onnx-community/whisper-base');
    const { error, known } = JSON.parse(
      (await models('search', '--hub', 'whisper', '--json')).stdout,
    );
    expect(error.code).toBe('HUB_OFFLINE');
    expect(known).toContainEqual(expect.objectContaining({ id: 'onnx-community/whisper-base' }));
  });

  it('shows what was kept where the Hub must not be asked any more', async () => {
    await hubIsThere();
    await models('search', '--hub', 'moods');
    vi.stubEnv('HF_HUB_OFFLINE', '1');
    const { stdout, status } = await models('search', '--hub', 'moods');
    expect(status).toBe(0);
    expect(stdout).toContain('acme/moods');
    expect(stdout).toContain('kept from then');
  });

  it.each([
    ['a task that the Hub does not know', ['--hub', '--task', 'canny-control']],
    ['far too many words', ['--hub', 'x'.repeat(201)]],
  ])('refuses %s', async (_, words) => {
    await hubIsThere();
    const { status, stderr } = await models('search', ...words);
    expect(stderr).toContain('[USAGE]');
    expect(status).toBe(2);
  });
});

describe('ensemble models show', () => {
  it('asks the Hub for what is not known here', async () => {
    const hub = await hubIsThere();
    const { stdout, stderr, status } = await models('show', `${hub.endpoint}/acme/moods`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain('Says which mood an English text is in.');
    expect(stdout).toMatch(/licence +mit/);
    expect(stdout).toMatch(/languages +en/);
    expect(stdout).toMatch(/terms +its owners have to let you in/);
    expect(stdout).toMatch(/q8 +9 bytes, fits/);
    expect(stdout).toContain('ensemble models install acme/moods');
    const hosted = await models('show', 'acme/painter');
    expect(hosted.stdout).toMatch(/hosted +fal-ai, as text-to-image/);
    expect(hosted.stdout).not.toContain('models install');
  });

  it('prints the page as JSON, and as it was kept', async () => {
    await hubIsThere();
    const card = ModelCardSchema.parse(
      JSON.parse((await models('show', 'acme/moods', '--json')).stdout),
    );
    expect(card).toMatchObject({ model: { id: 'acme/moods' }, isKept: false });
    vi.stubEnv('HF_HUB_OFFLINE', '1');
    expect(JSON.parse((await models('show', 'acme/moods', '--json')).stdout)).toEqual({
      ...card,
      isKept: true,
    });
  });

  it('asks no Hub for what is known here, and none in local mode', async () => {
    vi.stubEnv('HF_ENDPOINT', 'https://hub.invalid');
    const known = await models('show', 'https://huggingface.co/onnx-community/whisper-base');
    expect(known.status).toBe(0);
    const unknown = await models('show', 'acme/moods');
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain('The page of acme/moods would have to be fetched');
    expect(unknown.stderr).toContain('[HUB_OFFLINE]');
  });
});
