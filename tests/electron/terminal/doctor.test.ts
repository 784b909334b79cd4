import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLoopbackUrl } from '../../../electron/network/loopback.ts';
import { NetworkOverviewSchema } from '../../../shared/connections.ts';
import type { Mode } from '../../../shared/settings.ts';
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

  it('tells with --network what may leave this machine, and that it attempted nothing itself', () => {
    const folder = temporaryFolder();
    const home = join(folder, 'home');
    mkdirSync(home);
    const settings = (mode: Mode) =>
      writeFileSync(
        join(home, 'settings.json'),
        JSON.stringify({
          mode,
          connections: { mine: { baseUrl: 'http://192.168.0.7:8000/v1' } },
          uploads: { 'fal-ai': 'always', replicate: 'never' },
        }),
      );
    const networkIn = (mode: Mode) => {
      settings(mode);
      const { status, stdout } = runEnsemble({ folder, home }, 'doctor', '--network', '--json');
      expect(status).toBe(0);
      return NetworkOverviewSchema.parse(JSON.parse(stdout).network);
    };
    const local = networkIn('local');
    const uploads = { 'fal-ai': 'always', replicate: 'never' };
    expect(local).toMatchObject({ mode: 'local', uploads, records: [] });
    expect(new Set(local.destinations.map(({ purpose }) => purpose))).toEqual(
      new Set([
        'hub',
        'expert',
        'controller',
        ...(`${process.platform} ${process.arch}` === 'linux x64' ? ['cuda'] : []),
      ]),
    );
    for (const { origin, refusal } of local.destinations) {
      expect(refusal === undefined, origin).toBe(isLoopbackUrl(new URL(origin)));
    }
    const hybrid = networkIn('hybrid');
    expect(hybrid.destinations).toContainEqual({
      ...{ purpose: 'controller', name: 'mine', origin: 'http://192.168.0.7:8000' },
    });
    expect(hybrid.destinations.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    const { stdout } = runEnsemble({ folder, home }, 'doctor', '--network');
    expect(stdout).toMatch(/Network in hybrid mode[\s\S]*controller mine +http:\S+ +allowed/);
    expect(stdout).toMatch(/sent to providers\n {2}fal-ai +always\n {2}replicate +never\n/);
    expect(stdout).toMatch(/attempted\n {2}none/);
  });

  it('says what is wrong with the data folder and exits with 1', () => {
    const folder = temporaryFolder();
    const home = '/dev/null/ensemble';
    const { status, stdout } = runEnsemble({ folder, home }, 'doctor');
    expect(status).toBe(1);
    expect(stdout).toContain('HOME_UNUSABLE');
  });
});
