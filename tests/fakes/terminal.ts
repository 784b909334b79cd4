// The terminal host as a person runs it: a process of its own, in a folder of its own.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../electron/cli.ts', import.meta.url));

export interface Terminal {
  /** Where the person is. */
  readonly folder: string;
  /** The data folder. */
  readonly home: string;
  /** A command that the program runs under, such as one that takes the network away. */
  readonly under?: readonly string[];
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function environment(home: string): NodeJS.ProcessEnv {
  const { INIT_CWD: _, npm_lifecycle_event: __, FORCE_COLOR: ___, ...rest } = process.env;
  return { ...rest, ENSEMBLE_HOME: home };
}

/** Runs `ensemble` with these words and waits for its end. */
export function runEnsemble(terminal: Terminal, ...words: string[]): Ended {
  const { folder, home, under = [] } = terminal;
  const [command = process.execPath, ...rest] = [...under, process.execPath, CLI, ...words];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    cwd: folder,
    env: environment(home),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  return { status, stdout, stderr };
}

interface Stopped {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
}

/** Runs `ensemble` with these words, and signals it once when it has printed what is waited for. */
export async function stopEnsemble(
  { folder, home }: Terminal,
  { when, signal }: { readonly when: RegExp; readonly signal: NodeJS.Signals },
  ...words: string[]
): Promise<Stopped> {
  const options = { cwd: folder, env: environment(home) };
  const child: ChildProcess = spawn(process.execPath, [CLI, ...words], options);
  let stdout = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
    if (!child.killed && when.test(stdout)) {
      child.kill(signal);
    }
  });
  const [status, endedBy] = await once(child, 'exit');
  return { status, signal: endedBy, stdout };
}
