// `ensemble keys` as a person uses it: the key comes over standard input, and is printed by nothing.

import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createKeys } from '../../../electron/keys.ts';
import { KeysOverviewSchema } from '../../../shared/keys.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { createFakeKeyring } from '../../fakes/keyring.ts';

const MARKER = 'sk-marker-0c84d1f2a6';
const NAME = 'OPENAI_API_KEY';
const CLI = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url));

function terminal(home = temporaryFolder(), set: NodeJS.ProcessEnv = {}) {
  const ensemble = (words: readonly string[], input = '') => {
    const env = { ...process.env, [NAME]: '', ENSEMBLE_HOME: home, NO_COLOR: '1', ...set };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
      ...{ env, input, encoding: 'utf8' },
    });
    return { status, stdout, stderr };
  };
  const listing = () => {
    const { stdout } = ensemble(['keys', 'list', '--json']);
    expect(stdout).not.toContain(MARKER);
    const { keys } = KeysOverviewSchema.parse(JSON.parse(stdout));
    return keys.find(({ variable }) => variable === NAME);
  };
  return { home, ensemble, listing, file: join(home, 'keys.json') };
}

describe('ensemble keys', () => {
  it('keeps what is piped in, with a warning that it is plain text, and forgets it', () => {
    const { ensemble, listing, file } = terminal();
    const { status, stdout, stderr } = ensemble(['keys', 'set', NAME], `${MARKER}\n`);
    expect(status).toBe(0);
    expect(stderr).toContain('plain text');
    expect(stdout + stderr).not.toContain(MARKER);
    expect(readFileSync(file, 'utf8')).toContain(MARKER);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(listing()).toMatchObject({ source: 'stored', stored: { protection: 'plain' } });
    expect(ensemble(['keys', 'list']).stdout).toMatch(/OPENAI_API_KEY +kept as plain text/);
    expect(ensemble(['controllers', 'list']).stdout).toContain(`key from ${NAME}`);
    expect(ensemble(['keys', 'remove', NAME]).status).toBe(0);
    expect(listing()).toMatchObject({ source: 'none' });
    expect(ensemble(['keys', 'remove', NAME]).status).toBe(1);
  });

  it('takes no key among its words', () => {
    const { ensemble } = terminal();
    expect(ensemble(['keys', 'set', NAME, MARKER]).status).toBe(2);
    const swapped = ensemble(['keys', 'set', MARKER], NAME);
    expect(swapped.status).toBe(2);
    expect(swapped.stdout + swapped.stderr).not.toContain(MARKER);
  });

  it('refuses what is no key without repeating it', () => {
    const { ensemble, listing } = terminal();
    for (const wrong of ['\n', `${MARKER} and more\n`, `${MARKER}\n${MARKER}\n`]) {
      const { status, stdout, stderr } = ensemble(['keys', 'set', NAME], wrong);
      expect(status).toBe(1);
      expect(stderr).toContain('KEY_REFUSED');
      expect(stdout + stderr).not.toContain('marker');
    }
    expect(listing()).toMatchObject({ source: 'none' });
  });

  it('says that the environment comes first', () => {
    const { ensemble, listing } = terminal(temporaryFolder(), { [NAME]: 'sk-set-around' });
    const { stderr } = ensemble(['keys', 'set', NAME], MARKER);
    expect(stderr).toContain(`${NAME} is set in the environment`);
    expect(listing()).toMatchObject({ source: 'environment', environmentVariable: NAME });
    expect(ensemble(['keys', 'list']).stdout).not.toContain('sk-set-around');
  });

  it('says that one of the desktop program is locked, which is no error', async () => {
    const { home, ensemble, listing } = terminal();
    const user = { id: 'openai', name: 'OpenAI', connection: { preset: 'openai' } } as const;
    const keys = createKeys({
      ...{ home, environment: {}, keyring: createFakeKeyring(), clock: Date.now },
      users: () => [{ ...user, needsKey: true }],
    });
    await keys.set(NAME, MARKER);
    expect(listing()).toMatchObject({ source: 'none', stored: { protection: 'locked' } });
    expect(ensemble(['keys', 'list']).stdout).toMatch(/OPENAI_API_KEY +kept, locked here/);
  });

  it('says what is wrong with the file, and nothing of what is in it', () => {
    const { home, ensemble, file } = terminal();
    writeFileSync(file, `{"${NAME}": "${MARKER}"`);
    const { status, stdout, stderr } = ensemble(['keys', 'list']);
    expect(status).toBe(1);
    expect(stderr).toContain('HOME_UNUSABLE');
    expect(stderr).toContain(home);
    expect(stdout + stderr).not.toContain(MARKER);
  });
});
