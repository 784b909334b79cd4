#!/usr/bin/env node
// The terminal host: hands the arguments to terminal/program.ts and its answer to the shell.

import { runProgram } from './terminal/program.ts';

process.exitCode = await runProgram(process.argv.slice(2));
