import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { reporters, retry } from './tests/attempts.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry,
    reporters,
    // A machine may have much else to do.
    expect: { poll: { timeout: 20_000 } },
    // Tests see no models but their own.
    env: { HF_HOME: join(tmpdir(), 'ensemble-tests-no-models') },
  },
});
