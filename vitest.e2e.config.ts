// End-to-end tests: the whole program in real Chromium, one file after another. Those of the screen run
// against the server host; those in which a host has a part also run against the desktop host on a stand-in
// for Electron.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { reporters, retry } from './tests/attempts.ts';

const SCREEN = 'tests/e2e/**/*.e2e.ts';
/** Hundreds of pictures, made where someone wants to look at them: SCREENSHOTS names their folder. */
const SCREENSHOTS = 'tests/e2e/screenshots.e2e.ts';
const PICTURES = process.env.SCREENSHOTS === undefined ? [SCREENSHOTS] : [];
/** Those of the user guide, which it writes. */
const GUIDE = 'tests/e2e/guide.e2e.ts';
/** What a host has no part in; each screen has another file, which is for both. */
const OF_THE_PAGE = [
  'accessibility',
  'appearance',
  'commands',
  'conducted',
  'cuda',
  'drawing-settings',
  'hostile',
  'hub',
  'models-choice',
  'parts',
  'phone',
  'questions',
  'rating',
  'versions',
  'video-frames',
].map((name) => `tests/e2e/${name}.e2e.ts`);
/** Tests see no models but their own. */
const env = { HF_HOME: join(tmpdir(), 'ensemble-tests-no-models') };
const waits = {
  testTimeout: 180_000,
  hookTimeout: 120_000,
  retry,
  // As long as Playwright waits for an element: a machine may have much else to do.
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  test: {
    globalSetup: [
      'tests/e2e/harness/build-renderer.ts',
      'tests/e2e/harness/devices.ts',
      'tests/desktop/build-preload.ts',
    ],
    fileParallelism: false,
    reporters,
    projects: [
      { test: { name: 'server', include: [SCREEN], exclude: [...PICTURES, GUIDE], env, ...waits } },
      { test: { name: 'guide', include: [GUIDE], env, ...waits } },
      {
        test: {
          name: 'desktop',
          include: [SCREEN, 'tests/desktop/**/*.e2e.ts', 'tests/package/**/*.e2e.ts'],
          exclude: [SCREENSHOTS, GUIDE, ...OF_THE_PAGE],
          env: { ...env, E2E_HOST: 'desktop' },
          ...waits,
        },
      },
    ],
  },
});
