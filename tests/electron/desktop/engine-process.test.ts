import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEngineProcess } from '../../../electron/desktop/engine-process.ts';
import { createEngine } from '../../../electron/engine.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

/** Tests of keys have one (keyring.test.ts). */
const noKeyring = () => Promise.reject(new Error('No test here asks it.'));

function start(home: string, steadyMs?: number) {
  const failed = Promise.withResolvers<unknown>();
  const steady = steadyMs === undefined ? {} : { steadyMs };
  const engine = startEngineProcess({
    ...{ home, keyring: noKeyring, onFailure: failed.resolve },
    ...steady,
  });
  onTestFinished(() => engine.stop());
  return { engine, failed: failed.promise };
}

const overview = () =>
  new Request('app://ensemble/rpc/overview', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });

const pidOf = (home: string) => Number(readFileSync(join(home, 'engine.pid'), 'utf8'));

test('the engine answers from a process of its own, and leaves the folder free', async () => {
  const home = temporaryFolder();
  const { engine } = start(home);
  const answer = await engine.fetch(overview());
  expect(await answer.json()).toMatchObject({ json: { mode: 'local' } });
  expect(pidOf(home)).not.toBe(process.pid);
  await engine.stop();
  await createEngine({ home }).close();
});

test('what it can not start with is told by its code', async () => {
  const home = temporaryFolder();
  const other = createEngine({ home });
  const { engine, failed } = start(home);
  expect(await failed).toMatchObject({ code: 'HOME_IN_USE', data: { pid: String(process.pid) } });
  await expect(engine.fetch(overview())).rejects.toMatchObject({ code: 'HOME_IN_USE' });
  await other.close();
});

test('one that ends after it has served a while is started again', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue();
  const home = temporaryFolder();
  const { engine } = start(home, 0);
  await engine.fetch(overview());
  const first = pidOf(home);
  process.kill(first, 'SIGKILL');
  const answers = () =>
    engine.fetch(overview()).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 20_000 }).toBe(true);
  expect(pidOf(home)).not.toBe(first);
  expect(error).toHaveBeenCalledWith('ensemble: The engine ended (SIGKILL).');
  error.mockRestore();
});

test('one that is stopped before it has started ends all the same', async () => {
  const { engine } = start(temporaryFolder());
  await engine.stop();
  await expect(engine.fetch(overview())).rejects.toThrow();
});
