#!/usr/bin/env node
// The terminal host: hands the arguments to terminal/program.ts and its answer to the shell.

import { enableCompileCache } from 'node:module';

// Node keeps the compiled sources from one call to the next, which halves the time to the first line.
enableCompileCache();
const { runProgram } = await import('./terminal/program.ts');

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit(); // whoever read, such as `head`, has read enough
});
process.exitCode = await runProgram(process.argv.slice(2));
