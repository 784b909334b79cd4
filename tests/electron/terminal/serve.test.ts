import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { reduceRun } from '../../../shared/events.ts';
import { NamedArtefactSchema } from '../../../shared/media.ts';
import { clientOf } from '../../fakes/apps.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble } from '../../fakes/terminal.ts';

const CLI = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url));
const BIN = fileURLToPath(new URL('../../../bin/ensemble.mjs', import.meta.url));

const LineSchema = z.strictObject({ url: z.url(), token: z.string(), pid: z.number() });

interface Started {
  readonly words?: readonly string[];
  /** Told what it writes where warnings go. */
  readonly warn?: (text: string) => void;
}

interface Serving {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  readonly client: ReturnType<typeof clientOf>;
  /** The status and the signal that ended it. */
  readonly end: Promise<readonly unknown[]>;
}

/** `ensemble serve --json` on a data folder, when it listens. */
async function serve(
  home: string,
  program = CLI,
  { words = [], warn = (text) => void process.stderr.write(text) }: Started = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [program, 'serve', '--json', '--port', '0', ...words], {
    env: { ...process.env, ENSEMBLE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.on('data', (data: Buffer) => warn(data.toString()));
  onTestFinished(() => void child.kill('SIGKILL'));
  const end = once(child, 'exit');
  const lines: string[] = [];
  const first = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    first.resolve(line);
  });
  const { url, token, pid } = LineSchema.parse(JSON.parse(await first.promise));
  const client = clientOf((request) => {
    request.headers.set('authorization', `Bearer ${token}`);
    return fetch(request);
  }, new URL(url).origin);
  return { child, lines, pid, url, token, client, end };
}

/** Begins the first sample and waits until one of its tasks runs. */
async function beginSample({ client }: Serving) {
  const { samples } = await client.overview();
  const place = await client.runs.startSample({ id: samples[0]?.id ?? '' });
  const watched = await client.watch({ conversation: place.conversation, seen: {} });
  for await (const news of watched) {
    if (news.type === 'event' && news.event.type === 'task-started') {
      break;
    }
  }
  return place;
}

async function stateOf({ client }: Serving, conversation: string) {
  const { runs } = await client.conversations.open({ id: conversation });
  return reduceRun(runs[0] ?? []);
}

/** Stores a file, and goes away while it is being sent back. */
async function breakOffDownload({ url, token }: Serving): Promise<void> {
  const { origin } = new URL(url);
  const headers = { authorization: `Bearer ${token}` };
  const body = 'x'.repeat(30_000_000);
  const stored = await fetch(`${origin}/media?name=a.txt`, { method: 'POST', headers, body });
  const { artefact } = NamedArtefactSchema.parse(await stored.json());
  const answer = await fetch(`${origin}/media/${artefact.id}/a.txt`, { headers });
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.cancel();
}

describe('ensemble serve', { timeout: 120_000 }, () => {
  it('prints one line, and nothing more, with --json', async () => {
    const serving = await serve(temporaryFolder());
    expect(serving.pid).toBe(serving.child.pid);
    expect((await fetch(serving.url, { redirect: 'manual' })).status).toBe(303);
    await breakOffDownload(serving);
    serving.child.kill('SIGTERM');
    expect(await serving.end).toEqual([0, null]);
    expect(serving.lines).toHaveLength(1);
  });

  it('says on which addresses others can read what is typed, keys among it', async () => {
    let warned = '';
    const warn = (text: string) => {
      warned += text;
    };
    const words = ['--host', '0.0.0.0'];
    const serving = await serve(temporaryFolder(), CLI, { words, warn });
    await expect.poll(() => warned).toMatch(/0\.0\.0\.0.*not encrypted.*a key/s);
    serving.child.kill('SIGTERM');
    expect(await serving.end).toEqual([0, null]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at %s with status 0 and its run saved as interrupted, which can go on',
    async (signal) => {
      const home = temporaryFolder();
      const first = await serve(home);
      const { runId, conversation } = await beginSample(first);
      first.child.kill(signal);
      expect(await first.end).toEqual([0, null]);
      const second = await serve(home);
      expect((await stateOf(second, conversation)).status).toBe('interrupted');
      await second.client.runs.resume({ runId });
      await expect
        .poll(async () => (await stateOf(second, conversation)).status, {
          timeout: 50_000,
          interval: 200,
        })
        .toBe('finished');
      second.child.kill('SIGTERM');
      await second.end;
    },
  );

  it('that is killed in the middle of a run finds it interrupted at the next start, and resumes it', async () => {
    const home = temporaryFolder();
    const first = await serve(home);
    const { runId, conversation } = await beginSample(first);
    first.child.kill('SIGKILL');
    expect(await first.end).toEqual([null, 'SIGKILL']);
    const second = await serve(home);
    const interrupted = await stateOf(second, conversation);
    expect(interrupted.status).toBe('interrupted');
    await second.client.runs.resume({ runId });
    await expect
      .poll(async () => (await stateOf(second, conversation)).status, {
        timeout: 50_000,
        interval: 200,
      })
      .toBe('finished');
    const { tasks, answer } = await stateOf(second, conversation);
    expect(tasks.every(({ status }) => status === 'finished')).toBe(true);
    expect(answer).not.toBe('');
    second.child.kill('SIGTERM');
    await second.end;
  });

  it('ends well where the shell and the starting program both pass on Ctrl-C', async () => {
    const serving = await serve(temporaryFolder(), BIN);
    process.kill(serving.pid, 'SIGINT');
    serving.child.kill('SIGINT');
    expect(await serving.end).toEqual([0, null]);
  });

  it('says what is wrong with its options, with status 2', async () => {
    const terminal = { folder: temporaryFolder(), home: temporaryFolder() };
    for (const words of [
      ['--port', '70000'],
      ['--port', 'x'],
      ['--host', '203.0.113.7'],
    ]) {
      const { status, stdout, stderr } = runEnsemble(terminal, 'serve', ...words);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).not.toBe('');
    }
  });

  it('does not share its data folder', async () => {
    const home = temporaryFolder();
    const serving = await serve(home);
    const second = runEnsemble({ folder: home, home }, 'serve', '--json', '--port', '0');
    expect([second.status, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toContain('HOME_IN_USE');
    serving.child.kill('SIGTERM');
    await serving.end;
  });
});
