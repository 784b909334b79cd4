// Electron's binary: where it is, and how it is had. Its npm package brings none; it fetches one when it
// is first wanted, which many networks don't let through.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ElectronProgram = { readonly program: string } | { readonly why: string };

/** Milliseconds; the binary is more than 100 MB. */
const FETCH_MS = 5 * 60_000;
/** Milliseconds after which a person is told what they wait for. */
const PATIENCE_MS = 2000;

/** Why there can be no window on this machine, however Electron is had. */
export function reasonAgainstWindow(
  environment: NodeJS.ProcessEnv = process.env,
  { platform, getuid }: Pick<NodeJS.Process, 'platform' | 'getuid'> = process,
): { readonly why: string } | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = environment;
  if (platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    return { why: 'There is no screen for a window (neither DISPLAY nor WAYLAND_DISPLAY is set)' };
  }
  if (platform === 'linux' && getuid?.() === 0) {
    return { why: 'Electron does not run as root' };
  }
  return undefined;
}

/** The binary, fetched where it is not there yet. */
export async function findElectron(): Promise<ElectronProgram> {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const found =
    electronIn(folder) ?? ((await fetchElectron(folder)) ? electronIn(folder) : undefined);
  return found === undefined
    ? { why: "Electron's binary is not there and could not be fetched" }
    : { program: found };
}

function electronIn(folder: string): string | undefined {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile) && override === undefined) {
    return undefined;
  }
  const usual = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : usual;
  const program = join(override ?? join(folder, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

/** Quiet, since what went wrong there is not the person's to mend; the caller says what it means. */
async function fetchElectron(folder: string): Promise<boolean> {
  const notice = setTimeout(
    () => console.error('ensemble: Fetching Electron, which takes a while the first time.'),
    PATIENCE_MS,
  );
  const { promise, resolve } = Promise.withResolvers<boolean>();
  spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: FETCH_MS })
    .once('error', () => resolve(false))
    .once('exit', (code) => resolve(code === 0));
  return promise.finally(() => clearTimeout(notice));
}
