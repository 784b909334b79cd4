// Stands in for Electron's binary: `node boot.ts <main file> [words]` runs a main process whose `electron`
// is the module beside this file. As in Electron, nothing is ready before the main file has ended.

import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { becomeReady } from './app.ts';

const STAND_IN = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: STAND_IN, shortCircuit: true }
      : next(specifier, context),
});

process.argv.splice(1, 1);
await import(pathToFileURL(resolve(process.argv[1] ?? '')).href);
await becomeReady();
