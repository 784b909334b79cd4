// Keeps the engine in a process of its own, on plain Node. Inside Electron's binary on Linux the GLib of
// GTK and the one in sharp's library share their symbols, and the first picture that is read ends the
// process (sharp#4522, electron#46323). It also keeps the window alive whatever happens to the engine.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { PROGRAM_FOLDER } from '../start/program-folder.ts';
import { FromEngineSchema, type ToEngine } from './engine-messages.ts';
import type { AnswerKeyring } from './keyring.ts';
import { fetchOverSocket } from './socket-fetch.ts';

export interface EngineProcess {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Resolves when every run is kept as interrupted and the data folder is free. */
  readonly stop: () => Promise<void>;
}

interface EngineProcessOptions {
  readonly home: string;
  readonly keyring: AnswerKeyring;
  /** Told once when the engine can't be had, or can't be kept. */
  readonly onFailure: (error: unknown) => void;
  /** Told each time that it ended by itself, and how. */
  readonly onEnded?: (how: string) => void;
  /** Milliseconds: an engine that lived as long is started again; one that ends sooner would only end again. */
  readonly steadyMs?: number;
}

const STEADY_MS = 10_000;
/** Time that it has to end by itself. */
const STOP_MS = 10_000;

const CHILD = join(PROGRAM_FOLDER, 'electron', 'desktop', 'engine-child.ts');

export function startEngineProcess({
  home,
  keyring,
  onFailure,
  onEnded = () => {},
  steadyMs = STEADY_MS,
}: EngineProcessOptions): EngineProcess {
  let isStopping = false;
  let running = launch(home, keyring);
  const over = supervise();

  async function supervise(): Promise<void> {
    for (;;) {
      const startedAt = Date.now();
      try {
        await running.listening;
      } catch (error) {
        return isStopping ? undefined : onFailure(error);
      }
      const how = await running.ended;
      if (isStopping) {
        return;
      }
      onEnded(how);
      console.error(`ensemble: The engine ended (${how}).`);
      if (Date.now() - startedAt < steadyMs) {
        return onFailure(new Error(`the engine ended (${how})`));
      }
      running = launch(home, keyring);
    }
  }

  return {
    fetch: async (request) => {
      const { listening, socket } = running;
      await listening;
      return fetchOverSocket(socket, request);
    },
    stop: async () => {
      isStopping = true;
      await running.stop();
      await over;
    },
  };
}

interface Running {
  readonly socket: string;
  /** Rejects where the engine can't start. */
  readonly listening: Promise<void>;
  /** How the process ended. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

function launch(home: string, keyring: AnswerKeyring): Running {
  const place = socketPlace();
  const child = spawn(nodeProgram(), [CHILD, place.socket], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ENSEMBLE_HOME: home, ENSEMBLE_ELECTRON: process.versions.electron },
    windowsHide: true,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  ended.then(place.remove);
  return {
    ...{ socket: place.socket, ended },
    listening: untilListening(child, { ended, keyring }),
    stop: async () => {
      tell(child, { type: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

interface Hearing {
  readonly ended: Promise<string>;
  readonly keyring: AnswerKeyring;
}

async function untilListening(child: ChildProcess, { ended, keyring }: Hearing): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('message', async (message) => {
    const said = FromEngineSchema.parse(message);
    switch (said.type) {
      case 'listening':
        return resolve();
      case 'failed':
        return reject(AppError.from(said.error));
      case 'keyring':
        return tell(child, await keyring(said));
    }
  });
  ended.then((how) => reject(new Error(`the engine could not start (${how})`)));
  return promise;
}

function tell(child: ChildProcess, message: ToEngine): void {
  if (child.connected) {
    child.send(message, () => {}); // it may be gone by now
  }
}

interface SocketPlace {
  readonly socket: string;
  readonly remove: () => void;
}

/** No port: a socket in a folder, or a pipe on Windows, that only this person's programs can open. */
function socketPlace(): SocketPlace {
  if (process.platform === 'win32') {
    return { socket: `\\\\.\\pipe\\ensemble-${randomUUID()}`, remove: () => {} };
  }
  // Not in the data folder: the path of a socket must be short.
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-'));
  return {
    socket: join(folder, 'engine.sock'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The Node that the project brings; `process.execPath` is Electron here. */
function nodeProgram(): string {
  const { resolve } = createRequire(join(PROGRAM_FOLDER, 'package.json'));
  const folder = dirname(resolve('node/package.json'));
  return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
