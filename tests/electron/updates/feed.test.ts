import { describe, expect, it } from 'vitest';
import { feedAddress, readFeed } from '../../../electron/updates/feed.ts';
import { listOf } from '../../fakes/releases.ts';

const BASE = new URL('https://releases.example/ensemble');

describe('the list of versions', () => {
  it.each([
    ['linux', 'x64', 'latest-linux.yml'],
    ['linux', 'arm64', 'latest-linux-arm64.yml'],
    ['win32', 'x64', 'latest.yml'],
    ['darwin', 'arm64', 'latest-mac.yml'],
  ])('of %s %s is %s', (platform, architecture, name) => {
    const { href } = feedAddress(BASE, { platform, architecture });
    expect(href).toBe(`https://releases.example/ensemble/${name}`);
    expect(feedAddress(new URL(`${BASE.href}//`), { platform, architecture }).href).toBe(href);
  });

  it.each([
    ['appimage', 'linux', 'x64', 'Ensemble-2.0.0.AppImage'],
    ['appimage', 'linux', 'arm64', 'Ensemble-2.0.0.arm64.AppImage'],
    ['deb', 'linux', 'x64', 'Ensemble-2.0.0.deb'],
    ['nsis', 'win32', 'x64', 'Ensemble-2.0.0.exe'],
    ['dmg', 'darwin', 'x64', 'Ensemble-2.0.0.dmg'],
  ] as const)(
    'has for %s on %s %s the package %s',
    (installation, platform, architecture, file) => {
      const feed = feedAddress(BASE, { platform, architecture });
      const release = readFeed(listOf('2.0.0'), feed, { installation, platform, architecture });
      expect(release).toMatchObject({ version: '2.0.0', file });
      expect(release.address.href).toBe(`https://releases.example/ensemble/${file}`);
    },
  );

  it('gives no name that leads out of the folder', () => {
    const feed = feedAddress(BASE, { platform: 'linux', architecture: 'x64' });
    const list = listOf('2.0.0').replaceAll(
      /url: .*\.AppImage/g,
      'url: a%2f..%2f..%2fEvil.AppImage',
    );
    const machine = { installation: 'appimage', platform: 'linux', architecture: 'x64' } as const;
    expect(readFeed(list, feed, machine).file).not.toMatch(/[\\/]/);
  });
});
