// What the devices of this machine can do takes seconds to be found out. The first host that asks finds it;
// the others begin with its devices.json in their data folder, as a second start does.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where what was found is kept for the length of the run. */
    devices: string;
  }
}

const NAME = 'devices.json';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-devices-'));
  project.provide('devices', join(folder, NAME));
  return () => rm(folder, { recursive: true, force: true });
}

/** Before a host starts on this data folder, which need not be there. */
export async function recallDevices(home: string): Promise<void> {
  const known = inject('devices');
  if (existsSync(known) && !existsSync(join(home, NAME))) {
    await mkdir(home, { recursive: true });
    await copyFile(known, join(home, NAME));
  }
}

/** After it has ended. */
export async function keepDevices(home: string): Promise<void> {
  const known = inject('devices');
  if (!existsSync(known) && existsSync(join(home, NAME))) {
    await copyFile(join(home, NAME), `${known}.part`);
    await rename(`${known}.part`, known);
  }
}
