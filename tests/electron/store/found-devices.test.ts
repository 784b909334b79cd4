import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foundDevices } from '../../../electron/store/found-devices.ts';
import { detail } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const DAY_MS = 24 * 60 * 60_000;
const FOUND = [
  { device: 'cuda', works: false, why: 'no library', advice: detail('cuda-advice') },
  { device: 'cpu', works: true, speed: 1e9, name: 'a processor' },
] as const;

describe('what devices were found to do', () => {
  it('is remembered for a day', () => {
    let now = 1000;
    const kept = foundDevices(temporaryFolder(), 'key', () => now);
    expect(kept.read()).toBeUndefined();
    kept.write(FOUND);
    expect(kept.read()).toEqual(FOUND);
    now += DAY_MS;
    expect(kept.read()).toBeUndefined();
  });

  it('does not count where drivers or libraries are others, or the file is damaged', () => {
    const home = temporaryFolder();
    const clock = () => 1000;
    foundDevices(home, 'before', clock).write(FOUND);
    expect(foundDevices(home, 'now', clock).read()).toBeUndefined();
    writeFileSync(join(home, 'devices.json'), '{');
    expect(foundDevices(home, 'before', clock).read()).toBeUndefined();
  });
});
