import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appImageOf, installationOf } from '../../../electron/updates/installation.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

/** A program as electron-builder lays it out. */
function packaged(type?: string): string {
  const resources = temporaryFolder();
  mkdirSync(join(resources, 'app.asar.unpacked'));
  if (type !== undefined) {
    writeFileSync(join(resources, 'package-type'), `${type}\n`);
  }
  return `${join(resources, 'app.asar.unpacked')}/`;
}

describe('how the program was installed', () => {
  it.each([
    ['win32', undefined, 'nsis'],
    ['darwin', undefined, 'dmg'],
    ['linux', 'deb', 'deb'],
    ['linux', 'rpm', undefined],
    ['linux', undefined, undefined],
    ['freebsd', undefined, undefined],
  ])('on %s with the package type %s is %s', (platform, type, installation) => {
    const folder = packaged(type);
    expect(installationOf({ platform, environment: {}, folder })).toBe(installation);
  });

  it.each(['linux', 'win32', 'darwin'])('is not said by its sources on %s', (platform) => {
    const folder = temporaryFolder();
    expect(installationOf({ platform, environment: {}, folder })).toBeUndefined();
  });

  it('is an AppImage where it lies inside of the one that is mounted', () => {
    const folder = packaged('deb'); // one folder is packed into several packages
    const environment = { APPIMAGE: '/apps/Ensemble.AppImage', APPDIR: join(folder, '..', '..') };
    const surroundings = { platform: 'linux', environment, folder };
    expect(installationOf(surroundings)).toBe('appimage');
    expect(appImageOf(surroundings)).toBe('/apps/Ensemble.AppImage');
  });

  it('is not the AppImage of another program that started it', () => {
    const folder = temporaryFolder();
    const environment = { APPIMAGE: '/apps/Editor.AppImage', APPDIR: temporaryFolder() };
    const surroundings = { platform: 'linux', environment, folder };
    expect(installationOf(surroundings)).toBeUndefined();
    expect(appImageOf(surroundings)).toBeUndefined();
  });
});
