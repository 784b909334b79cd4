import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROGRAM_FOLDER, unpacked } from '../../../electron/start/program-folder.ts';

describe('the folder of the program', () => {
  it('is the project where it runs from its sources', () => {
    expect(existsSync(join(PROGRAM_FOLDER, 'electron', 'desktop', 'engine-child.ts'))).toBe(true);
  });

  it.each([
    ['/opt/Ensemble/resources/app.asar/', '/opt/Ensemble/resources/app.asar.unpacked/'],
    ['C:\\Ensemble\\resources\\app.asar\\', 'C:\\Ensemble\\resources\\app.asar.unpacked\\'],
    ['/home/ann/my app.asar/project/', '/home/ann/my app.asar/project/'],
    ['/home/ann/ensemble/', '/home/ann/ensemble/'],
  ])('of a main process in %s is %s', (folder, expected) => {
    expect(unpacked(folder)).toBe(expected);
  });
});
