import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ask, askProbe, folderForTest, isAlive, pidOf, runnerForTest, until } from './rig.ts';

/** For a machine that is busy with other things. */
const PATIENCE_MS = 300_000;
const HANG = { do: 'wait', ms: 60_000 } as const;
const DEAF = { do: 'ignore', ms: 60_000 } as const;

test('a cancelled task stops by itself, and its process stays', async () => {
  const runner = runnerForTest();
  const pid = pidOf(await ask(runner, []));
  const abort = new AbortController();
  const asked = ask(runner, [{ do: 'progress', text: 'at work' }, HANG], {
    signal: abort.signal,
    progress: () => abort.abort(new Error('enough')),
  });
  await expect(asked).rejects.toThrow('enough');
  expect(pidOf(await ask(runner, []))).toBe(pid);
});

test('a cancelled task that cannot stop is ended with its process, and the queue goes on', async () => {
  const runner = runnerForTest({ graceMs: 30 });
  const pid = pidOf(await ask(runner, []));
  const abort = new AbortController();
  const asked = ask(runner, [{ do: 'progress', text: 'at work' }, DEAF], {
    signal: abort.signal,
    progress: () => abort.abort(new Error('enough')),
  });
  const next = ask(runner, []);
  await expect(asked).rejects.toThrow('enough');
  expect(pidOf(await next)).not.toBe(pid);
  expect(isAlive(pid)).toBe(false);
});

test('a task that waits is cancelled at once', async () => {
  const runner = runnerForTest();
  const first = new AbortController();
  const second = new AbortController();
  const working = ask(runner, [HANG], { signal: first.signal });
  const waiting = ask(runner, [], { signal: second.signal });
  second.abort(new Error('not needed'));
  await expect(waiting).rejects.toThrow('not needed');
  first.abort(new Error('enough'));
  await expect(working).rejects.toThrow('enough');
});

test('a crash is told with the model and the numbers, where there is nothing else to try', async () => {
  const runner = runnerForTest();
  await expect(ask(runner, [{ do: 'abort' }])).rejects.toMatchObject({
    code: 'MODEL_CRASHED',
    data: {
      model: 'Model one',
      task: 'text-generation',
      device: 'cpu',
      dtype: 'fp32',
      why: expect.stringMatching(/SIGABRT.*held \d+ MB.*\d+ MB are free/s),
    },
  });
  await expect(ask(runner, [])).resolves.toMatchObject({ dtype: 'fp32' });
});

test('after a crash the task is tried once more in a smaller number format', async () => {
  const runner = runnerForTest();
  const said: unknown[] = [];
  const performed = await ask(runner, [{ do: 'abort', dtype: 'fp32' }], {
    bytes: { fp32: 40, fp16: 20, q8: 10 },
    progress: ({ message }) => said.push(message),
  });
  expect(performed).toMatchObject({ dtype: 'fp16', device: 'cpu' });
  expect(said).toMatchObject([
    { code: 'trying-again', values: { model: 'Model one', device: 'cpu', dtype: 'fp16' } },
  ]);
});

test('it is tried once only', async () => {
  const runner = runnerForTest();
  const asked = ask(runner, [{ do: 'abort' }], { bytes: { fp32: 40, fp16: 20, q8: 10 } });
  await expect(asked).rejects.toMatchObject({ code: 'MODEL_CRASHED', data: { dtype: 'fp16' } });
});

test('a process that the system ends had no memory, and a GPU’s task goes to the CPU', async () => {
  const runner = runnerForTest();
  await expect(ask(runner, [{ do: 'kill' }])).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  const performed = await ask(runner, [{ do: 'kill', dtype: 'fp16' }], {
    ...{ device: 'webgpu', dtype: 'fp16', bytes: { fp16: 20, fp32: 40 } },
  });
  expect(performed).toMatchObject({ device: 'cpu', dtype: 'fp32' });
});

test('what waits behind a crash is performed by the next process', async () => {
  const runner = runnerForTest();
  const ends = await Promise.allSettled([
    ask(runner, [{ do: 'abort' }]),
    ask(runner, [], { model: 'b' }),
    ask(runner, [{ do: 'kill' }], { model: 'c' }),
    ask(runner, [], { model: 'd' }),
  ]);
  expect(ends.map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('a process that ends while it has nothing to do is replaced without a word', async () => {
  const runner = runnerForTest();
  const pid = pidOf(await ask(runner, []));
  process.kill(pid, 'SIGKILL');
  await until(() => runner.status().processes.length === 0);
  expect(runner.status().models).toEqual([]);
  expect(pidOf(await ask(runner, []))).not.toBe(pid);
});

test(
  '50 kills at any moment: every task ends, the engine stays, no process is left',
  async () => {
    const runner = runnerForTest({ processes: 2 });
    const killed: number[] = [];
    const ends: PromiseSettledResult<unknown>[] = [];
    const isOver = () => killed.length === 50;
    const asker = async (number: number) => {
      while (!isOver()) {
        ends.push(...(await Promise.allSettled([askProbe(runner, number)])));
      }
    };
    const killer = async () => {
      while (!isOver()) {
        const busy = () => runner.status().processes.filter(({ jobs }) => jobs > 0);
        await until(() => busy().length > 0);
        const pid = busy()[killed.length % busy().length]?.pid ?? 0;
        // In turns: while it starts or loads, and while it computes or goes from task to task.
        const isLater = killed.length % 2 === 0;
        const models = () => runner.status().models.filter(({ loadMs }) => loadMs > 0);
        await until(() => !isLater || models().length > 0 || !isAlive(pid));
        await setTimeout(Math.random() * 150);
        if (isAlive(pid)) {
          process.kill(pid, 'SIGKILL');
          killed.push(pid);
          await until(() => !isAlive(pid));
        }
      }
    };
    await Promise.all([asker(1), asker(2), asker(3), killer()]);
    const codes = ends.map((end) => (end.status === 'fulfilled' ? 'done' : end.reason.code));
    const counts = ['done', 'OUT_OF_MEMORY'].map(
      (code) => codes.filter((is) => is === code).length,
    );
    console.info(
      `50 kills: ${counts[0]} tasks done, ${counts[1]} failed by name, of ${ends.length}`,
    );
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(ends.length);
    const pids = [...killed, ...runner.status().processes.map(({ pid }) => pid)];
    await runner.close();
    expect(pids.filter(isAlive)).toEqual([]);
  },
  PATIENCE_MS,
);

test('the process ends with the engine, however that ends', async () => {
  const engine = fork(fileURLToPath(new URL('./engine.ts', import.meta.url)), [folderForTest()], {
    execPath: process.execPath,
  });
  const [pid] = (await once(engine, 'message')) as [number]; // engine.ts sends one
  expect(isAlive(pid)).toBe(true);
  engine.kill('SIGKILL');
  await until(() => !isAlive(pid));
});
