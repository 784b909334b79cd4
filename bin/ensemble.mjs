#!/usr/bin/env node
// The package's `bin`: starts the terminal host on the Node that the project brings, whatever Node
// the shell found, since the sources are TypeScript that only a recent one runs as they are.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const name = process.platform === 'win32' ? 'node.exe' : 'node';
const node = join(dirname(require.resolve('node/package.json')), 'bin', name);
const host = fileURLToPath(new URL('../electron/cli.ts', import.meta.url));

const child = spawn(node, [host, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => {
  console.error(
    `ensemble: Node could not be started from ${node}: ${error.message}. Run npm ci again.`,
  );
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
