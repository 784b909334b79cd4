import { expect, test } from 'vitest';
import { aboutPanel } from '../../../electron/desktop/about.ts';
import description from '../../../package.json' with { type: 'json' };

test('says the version, the licence of the package and what the program is made of', () => {
  const { version, license } = description;
  const panel = aboutPanel(version, { electron: '45.4.1', chrome: '150.0', node: '24.21.0' });
  expect(panel.applicationVersion).toBe(version);
  expect(panel.copyright).toContain(license);
  expect(panel.copyright).toContain('Electron 45.4.1 · Chromium 150.0 · Node 24.21.0');
});
