import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TASK_TYPES } from '../../../shared/tasks.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble } from '../../fakes/terminal.ts';

describe('ensemble doctor', () => {
  it('tells versions, folders, devices and every task type', () => {
    const folder = temporaryFolder();
    const home = join(folder, 'home');
    const { status, stdout } = runEnsemble({ folder, home }, 'doctor', '--json');
    expect(status).toBe(0);
    const diagnosis = JSON.parse(stdout);
    expect(diagnosis.versions).toMatchObject({
      ensemble: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      node: expect.stringMatching(/^v24\./),
    });
    expect(diagnosis.home).toMatchObject({ path: home, freeBytes: expect.any(Number) });
    expect(diagnosis.devices.cpu.threads).toBeGreaterThan(0);
    const tasks = new Map<string, { models: string[]; missing?: string }>(
      diagnosis.tasks.map((entry: { task: string }) => [entry.task, entry]),
    );
    expect([...tasks.keys()]).toEqual([...TASK_TYPES]);
    expect(tasks.get('image-to-text')?.models).toEqual(['builtin/tesseract-eng']);
    expect(tasks.get('text-to-image')).toMatchObject({
      models: [],
      missing: 'a picture-making model, such as Stable Diffusion',
    });
  });

  it('says what is wrong with the data folder and exits with 1', () => {
    const folder = temporaryFolder();
    const home = '/dev/null/ensemble';
    const { status, stdout } = runEnsemble({ folder, home }, 'doctor');
    expect(status).toBe(1);
    expect(stdout).toContain('HOME_UNUSABLE');
  });
});
