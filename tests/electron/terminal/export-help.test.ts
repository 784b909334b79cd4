import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { exportCommand } from '../../../electron/terminal/export-help.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { startHub } from '../../fakes/hub.ts';
import { ensembleHere } from '../../fakes/terminal-here.ts';
import { hostedModel, onnxModel } from '../library/shelf-hub.ts';

const help = (...words: string[]) => ensembleHere('models', 'export-help', ...words);

beforeEach(async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ device: 'cpu' }));
  const hub = await startHub({
    models: [
      onnxModel('acme/moods', { pipelineTag: 'text-classification' }),
      hostedModel('acme/painter', { pipelineTag: 'text-to-image' }),
      hostedModel('acme/robot', { pipelineTag: 'robotics' }),
    ],
  });
  onTestFinished(() => hub.close());
  for (const [name, value] of Object.entries({
    ENSEMBLE_HOME: home,
    HF_HOME: join(home, 'huggingface'),
    HF_TOKEN: '',
    HF_ENDPOINT: hub.endpoint,
  })) {
    vi.stubEnv(name, value);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
});

it('prints the command that exports a model which draws, and what it takes', async () => {
  const { stdout, stderr, status } = await help('acme/painter');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const lines = stdout.split('\n').map((line) => line.trim());
  expect(lines).toContain(
    'optimum-cli export onnx --model acme/painter --task text-to-image painter-onnx',
  );
  expect(lines).toContain('pip install "optimum-onnx[onnxruntime]" diffusers');
});

it('leads to the install where nothing has to be exported', async () => {
  const { stdout, status } = await help('acme/moods');
  expect(status).toBe(0);
  expect(stdout).toContain('ensemble models install acme/moods');
  expect(stdout).not.toContain('optimum-cli');
});

it('says where an export would be of no use', async () => {
  const { stdout, stderr, status } = await help('acme/robot');
  expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
  expect(stderr).toContain('acme/robot');
});

it('leaves the task of other models to the exporter, which knows it from their configuration', () => {
  expect(exportCommand({ id: 'acme/moods', tasks: ['text-classification'] })).toBe(
    'optimum-cli export onnx --model acme/moods moods-onnx',
  );
});
