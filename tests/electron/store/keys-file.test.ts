import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KeptKeys, readKeys, writeKeys } from '../../../electron/store/keys-file.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const KEYS: KeptKeys = {
  OPENAI_API_KEY: { protection: 'keyring', sealed: 'djExc2VhbGVk', setAt: 1 },
  HF_TOKEN: { protection: 'plain', key: 'hf_marker_0123456789', setAt: 2 },
};

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('keys.json', () => {
  it('is read as it was written, and empty where there is none', () => {
    const home = temporaryFolder();
    expect(readKeys(home)).toEqual({});
    expect(readKeys(join(home, 'not-there'))).toEqual({});
    writeKeys(home, KEYS);
    expect(readKeys(home)).toEqual(KEYS);
  });

  it.skipIf(process.platform === 'win32')('is for this person alone, whatever was there', () => {
    const home = temporaryFolder();
    const file = join(home, 'keys.json');
    writeFileSync(`${file}.new`, 'half of one that broke off', { mode: 0o644 });
    writeKeys(home, KEYS);
    expect(modeOf(file)).toBe(0o600);
    chmodSync(file, 0o644);
    writeKeys(home, KEYS);
    expect(modeOf(file)).toBe(0o600);
  });

  it.each([
    ['no JSON', '{"HF_TOKEN": {"protection": "plain", "key": "hf_marker_0123456789", '],
    ['of another form', '{"HF_TOKEN": "hf_marker_0123456789"}'],
    ['for a variable that is no key’s', JSON.stringify({ PATH: KEYS.HF_TOKEN })],
    ['with bytes that are none', '{"HF_TOKEN":{"protection":"keyring","sealed":"%","setAt":1}}'],
  ])('is refused where it is %s, left as it is, and not repeated', (_, text) => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'keys.json'), text);
    let thrown: unknown;
    try {
      readKeys(home);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'HOME_UNUSABLE', data: { home } });
    expect(String(thrown) + JSON.stringify(thrown)).not.toContain('marker');
    expect((thrown as Error).cause).toBeUndefined(); // it was thrown just above
    expect(readFileSync(join(home, 'keys.json'), 'utf8')).toBe(text);
  });
});
