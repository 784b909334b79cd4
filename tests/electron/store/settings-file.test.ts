import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeSettings, readSettings } from '../../../electron/store/settings-file.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

describe('settings.json', () => {
  it('is written where there was none', () => {
    const home = temporaryFolder();
    expect(readSettings(home)).toEqual(DEFAULT_SETTINGS);
    changeSettings(home, { modelDtypes: { 'acme/shapes': 'q8' } });
    expect(readSettings(home)).toEqual({
      ...DEFAULT_SETTINGS,
      modelDtypes: { 'acme/shapes': 'q8' },
    });
  });

  it('keeps what a person wrote in it, also what this version does not know', () => {
    const home = temporaryFolder();
    const path = join(home, 'settings.json');
    writeFileSync(path, JSON.stringify({ mode: 'hybrid', laterSetting: 1 }));
    changeSettings(home, { device: 'cpu' });
    const written: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(written).toEqual({ mode: 'hybrid', laterSetting: 1, device: 'cpu' });
  });

  it('is not overwritten where it cannot be read', () => {
    const home = temporaryFolder();
    const path = join(home, 'settings.json');
    writeFileSync(path, '{ "mode": ');
    expect(() => changeSettings(home, { device: 'cpu' })).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('{ "mode": ');
    expect(() => readSettings(home)).toThrow(expect.objectContaining({ code: 'HOME_UNUSABLE' }));
  });
});
