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

  it('leaves to the model what an older file does not say of drawing, and keeps what is said', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ mode: 'hybrid' }));
    expect(readSettings(home).drawing).toEqual({});
    changeSettings(home, { drawing: { steps: 8, width: 512, height: 768 } });
    expect(readSettings(home)).toMatchObject({
      ...{ mode: 'hybrid', drawing: { steps: 8, width: 512, height: 768 } },
    });
    changeSettings(home, { drawing: { guidance: 3 } });
    expect(readSettings(home).drawing).toEqual({ guidance: 3 });
  });

  it('says which part of drawing does not hold', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ drawing: { width: 512 } }));
    expect(() => readSettings(home)).toThrow(
      expect.objectContaining({
        data: expect.objectContaining({ why: expect.stringContaining('drawing.height') }),
      }),
    );
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
