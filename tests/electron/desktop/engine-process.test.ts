import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEngineProcess } from '../../../electron/desktop/engine-process.ts';
import {
  type AnswerKeyring,
  createKeyringAnswers,
  type Safe,
} from '../../../electron/desktop/keyring.ts';
import { createEngine } from '../../../electron/engine.ts';
import { clientOf } from '../../fakes/apps.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const noKeyring: AnswerKeyring = () => Promise.reject(new Error('No test here asks it.'));

function start(home: string, steadyMs?: number, keyring: AnswerKeyring = noKeyring) {
  const failed = Promise.withResolvers<unknown>();
  const steady = steadyMs === undefined ? {} : { steadyMs };
  const engine = startEngineProcess({
    ...{ home, keyring, onFailure: failed.resolve },
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

test('an engine that is started again opens what the one before has sealed', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const home = temporaryFolder();
  const keyring = createKeyringAnswers(turningSafe, 'linux');
  const { engine } = start(home, 0, keyring);
  const client = clientOf(engine.fetch, 'app://ensemble');
  const source = async () => {
    const { keys } = await client.keys.list();
    return keys.find(({ variable }) => variable === 'JAN_API_KEY');
  };
  await client.keys.set({ variable: 'JAN_API_KEY', value: 'jan-key' });
  expect(await source()).toMatchObject({ source: 'stored', stored: { protection: 'keyring' } });
  const first = pidOf(home);
  process.kill(first, 'SIGKILL');
  const anew = () => source().catch(() => undefined);
  await expect.poll(anew, { timeout: 20_000 }).toMatchObject({ source: 'stored' });
  expect(pidOf(home)).not.toBe(first);
  expect(readFileSync(join(home, 'keys.json'), 'utf8')).not.toContain('jan-key');
  vi.restoreAllMocks();
});

/** What it seals is the text turned around, under the mark of a keyring. */
const turningSafe: Safe = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from(`v11${[...text].toReversed().join('')}`),
  decryptStringAsync: async (bytes) => ({
    result: [...bytes.toString().slice(3)].toReversed().join(''),
    shouldReEncrypt: false,
  }),
};
