import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Progress } from '../../../electron/experts/expert.ts';
import { ask, folderForTest, isAlive, pidOf, runnerForTest, until } from './rig.ts';

test('a task is performed in a process of its own, and says where and how it really ran', async () => {
  const runner = runnerForTest();
  const performed = await ask(runner, [], { dtype: 'q8', bytes: { q8: 10 } });
  expect(performed.output.text).toBe(`cpu q8 ${pidOf(performed)}`);
  expect(performed).toMatchObject({ device: 'cpu', dtype: 'q8' });
  expect(pidOf(performed)).not.toBe(process.pid);
});

test('files, masks and previews arrive whole, and nothing stays on the disk', async () => {
  const scratch = join(folderForTest(), 'scratch');
  mkdirSync(scratch);
  writeFileSync(join(scratch, 'left-over'), 'by an engine that was killed');
  const runner = runnerForTest({ scratch });
  expect(existsSync(join(scratch, 'left-over'))).toBe(false);
  const seen: Progress[] = [];
  const { output } = await ask(
    runner,
    [{ do: 'progress', text: 'one' }, { do: 'progress', text: 'two' }, { do: 'files' }],
    { progress: (progress) => seen.push(progress) },
  );
  expect(output).toMatchObject({
    image: { name: 'picture.png', bytes: new Uint8Array([1, 2, 3]) },
    masks: [
      { label: 'cat', score: 0.5, file: { name: 'mask.png', bytes: new Uint8Array([4]) } },
      { label: 'dog', file: { name: 'mask.png', bytes: new Uint8Array([5, 6]) } },
    ],
    notes: [{ code: 'best-labels', values: { shown: 1, total: 2 } }],
  });
  expect(seen.map(({ text, preview }) => [text, preview?.name, String(preview?.bytes)])).toEqual([
    ['one', 'small.png', '111,110,101'],
    ['two', 'small.png', '116,119,111'],
  ]);
  await runner.close();
  expect(existsSync(scratch)).toBe(false);
});

test('the process gets what drivers read and no token, and has no network', async () => {
  const environment = { ...process.env, HF_TOKEN: 'secret', OPENAI_API_KEY: 's', VK_LAYER: 'x' };
  const runner = runnerForTest({ environment });
  const { output } = await ask(runner, [{ do: 'environment' }]);
  const names = output.text?.split(' ') ?? [];
  expect(names).toEqual(expect.arrayContaining(['PATH', 'VK_LAYER']));
  expect(names.filter((name) => /TOKEN|KEY|HF_|PROXY/i.test(name))).toEqual([]);
  await expect(ask(runner, [{ do: 'fetch' }])).rejects.toMatchObject({ code: 'EXPERT_FAILED' });
});

test('two requests for one model share it, one after the other', async () => {
  const runner = runnerForTest({ processes: 2 });
  const both = await Promise.all([ask(runner, [{ do: 'wait', ms: 50 }]), ask(runner, [])]);
  expect(pidOf(both[0])).toBe(pidOf(both[1]));
  expect(runner.status().processes).toMatchObject([{ loads: 1 }]);
});

test('another model gets a process that has less to do', async () => {
  const runner = runnerForTest({ processes: 2 });
  const both = await Promise.all([
    ask(runner, [{ do: 'wait', ms: 50 }], { model: 'a' }),
    ask(runner, [], { model: 'b' }),
  ]);
  expect(pidOf(both[0])).not.toBe(pidOf(both[1]));
  expect(pidOf(await ask(runner, [], { model: 'a' }))).toBe(pidOf(both[0]));
});

test('models are evicted by size over reload time, and never one that is wanted', async () => {
  const budgets = { cpu: 3_000_000_000 };
  const runner = runnerForTest({ budgets });
  const bytes = { fp32: 1_000_000_000 };
  await ask(runner, [], { model: 'slow', bytes, load: { ms: 200 } });
  await ask(runner, [], { model: 'quick', bytes, load: { ms: 1 } });
  const held = () => runner.status().models.map(({ id }) => id);
  const wanted = ask(runner, [], { model: 'wanted', bytes, load: { ms: 50 } });
  await wanted;
  expect(held()).toEqual(['slow', 'quick', 'wanted']);
  await ask(runner, [], { model: 'fourth', bytes, load: { ms: 100 } });
  expect(held()).toEqual(['slow', 'wanted', 'fourth']);
  await Promise.all([
    ask(runner, [], { model: 'fifth', bytes, load: { ms: 100 } }),
    ask(runner, [], { model: 'wanted', bytes }),
  ]);
  expect(held()).toEqual(['slow', 'wanted', 'fifth']);
});

test('the same model in another number format takes the place of the first', async () => {
  const runner = runnerForTest();
  const bytes = { fp32: 40, q8: 10 };
  await ask(runner, [], { bytes });
  await ask(runner, [], { bytes, dtype: 'q8' });
  expect(runner.status().models).toMatchObject([{ dtype: 'q8' }]);
});

test('a model that nobody asks for is unloaded, and the last one ends its process', async () => {
  const runner = runnerForTest({ idleMs: 20 });
  const pid = pidOf(await ask(runner, []));
  await until(() => runner.status().processes.length === 0);
  await until(() => !isAlive(pid));
  expect(runner.status().models).toEqual([]);
  expect(pidOf(await ask(runner, []))).not.toBe(pid);
});

test('a process is replaced after its number of loads', async () => {
  const runner = runnerForTest({ maxLoads: 2 });
  const pids: number[] = [];
  for (const model of ['a', 'b', 'c', 'd']) {
    pids.push(pidOf(await ask(runner, [], { model })));
  }
  expect(pids[0]).toBe(pids[1]);
  expect(pids[1]).not.toBe(pids[2]);
  expect(pids[2]).toBe(pids[3]);
  expect(pids.slice(0, 2).some(isAlive)).toBe(false);
});

test('a process is replaced when it has grown too much', async () => {
  const runner = runnerForTest({ maxGrowth: 100_000_000 });
  const first = pidOf(await ask(runner, [], { model: 'a' }));
  const grown = await ask(runner, [{ do: 'hold', bytes: 150_000_000 }], { model: 'b' });
  expect(pidOf(grown)).toBe(first);
  expect(pidOf(await ask(runner, []))).not.toBe(first);
});

test('what fails to load is the model’s fault, what has no memory or no device is said so', async () => {
  const runner = runnerForTest();
  const load = (fails: string) => ask(runner, [], { load: { fails } });
  await expect(load('Protobuf parsing failed.')).rejects.toMatchObject({
    code: 'MODEL_UNUSABLE',
    data: { model: 'Model one', why: 'Protobuf parsing failed' },
  });
  await expect(load('std::bad_alloc')).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  await expect(
    load('Failed to load library libonnxruntime_providers_cuda.so'),
  ).rejects.toMatchObject({ code: 'DEVICE_MISSING' });
  expect(runner.status().models).toEqual([]);
});

test('closing ends what waits and what works, and takes nothing more', async () => {
  const runner = runnerForTest();
  const asked = [ask(runner, [{ do: 'block', ms: 5000 }]), ask(runner, [])];
  const ends = Promise.allSettled(asked);
  await until(() => runner.status().processes.length === 1);
  const pid = runner.status().processes[0]?.pid ?? 0;
  await runner.close();
  expect(await ends).toMatchObject([
    { status: 'rejected', reason: { code: 'CANCELLED' } },
    { status: 'rejected', reason: { code: 'CANCELLED' } },
  ]);
  expect(isAlive(pid)).toBe(false);
  await expect(ask(runner, [])).rejects.toMatchObject({ code: 'CANCELLED' });
});
