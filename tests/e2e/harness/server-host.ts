// `ensemble serve` as a child process.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Host, RunningHost } from './host.ts';
import { ROOT } from './root.ts';

const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const AnnouncementSchema = z.object({ url: z.url(), token: z.string(), pid: z.number() });

export const serverHost: Host = {
  start: async (home) => {
    const complaints: string[] = [];
    let server = await startServer(home, 0, complaints);
    const running: RunningHost = {
      get url() {
        return server.url;
      },
      complaints,
      kill: (signal) => end(server.child, signal),
      restart: async () => {
        server = await startServer(home, Number(new URL(server.url).port), complaints);
      },
      close: () => end(server.child, 'SIGTERM'),
    };
    return running;
  },
};

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

async function startServer(home: string, port: number, complaints: string[]): Promise<Server> {
  const child = spawn(NODE, ['electron/cli.ts', 'serve', '--json', '--port', String(port)], {
    cwd: ROOT,
    env: { ...process.env, ENSEMBLE_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const line = await firstLine(child.stdout);
  if (line === undefined) {
    throw new Error(`The server did not start:\n${complaints.join('\n')}`);
  }
  const { url } = AnnouncementSchema.parse(JSON.parse(line));
  return { child, url };
}

/** Undefined where it ends without one. */
async function firstLine(stream: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) {
    return line;
  }
  return undefined;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
