// Installs a package that the engine fetched and proved: an AppImage takes the place of the one that runs, any
// other package is opened as the system does it. Then the program ends, as whatever replaces it wants.

import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { safe } from '@orpc/client';
import type { App, Shell } from 'electron';
import { AppError, detail } from '../../shared/errors.ts';
import type { Prepared } from '../../shared/updates.ts';
import { PROGRAM_FOLDER } from '../start/program-folder.ts';
import { appImageOf } from '../updates/installation.ts';
import { engineClient } from './run-watch.ts';

interface InstallDeps {
  readonly app: App;
  readonly shell: Shell;
  readonly engine: (request: Request) => Promise<Response>;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * @returns installs a version
 * @throws AppError as the engine's `updates.prepare`, or UPDATE_FAILED; the program is then as it was
 */
export function createInstall({ engine, ...deps }: InstallDeps) {
  const client = engineClient(engine);
  return async (version: string): Promise<void> => {
    const { error, isDefined, data } = await safe(client.updates.prepare({ version }));
    if (isDefined) {
      throw AppError.from(error.data);
    }
    if (error) {
      throw error;
    }
    await install(data, deps);
  };
}

async function install(
  { path, installation }: Prepared,
  { app, shell, environment }: Omit<InstallDeps, 'engine'>,
): Promise<void> {
  if (installation === 'appimage') {
    const { platform } = process;
    const running = appImageOf({ platform, environment, folder: PROGRAM_FOLDER });
    replaceAppImage(path, running);
    app.relaunch({ execPath: running, args: [] });
  } else {
    const why = await shell.openPath(path);
    if (why !== '') {
      throw AppError.of('UPDATE_FAILED', { why: detail('not-opened', { path, error: why }) });
    }
  }
  app.quit();
}

/** The one that runs stays open under its old name until it ends. */
function replaceAppImage(path: string, running: string | undefined): asserts running is string {
  if (running === undefined) {
    throw AppError.of('UPDATE_FAILED', { why: detail('no-app-image') });
  }
  const coming = `${running}.${process.pid}.new`;
  try {
    copyFileSync(path, coming);
    chmodSync(coming, 0o755);
    renameSync(coming, running);
  } catch (error) {
    rmSync(coming, { force: true }); // half of it would be of no use
    const reason = error instanceof Error ? error.message : String(error);
    const why = detail('not-replaced', { running, path, error: reason });
    throw AppError.of('UPDATE_FAILED', { why }, error);
  }
}
