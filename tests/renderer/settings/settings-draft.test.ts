import { describe, expect, it } from 'vitest';
import { folderFault } from '../../../renderer/settings/folder-fault.ts';
import {
  parseDraft,
  rangeOf,
  stepped,
  toText,
  toValue,
  unsavedOf,
} from '../../../renderer/settings/settings-draft.ts';
import { ChangeableSettingsSchema, DEFAULT_SETTINGS } from '../../../shared/settings.ts';

/** Bytes of the machine of these tests. */
const MEMORY = 16.78e9;
const VALUES = ChangeableSettingsSchema.strip().parse(DEFAULT_SETTINGS);

describe('rangeOf', () => {
  it('is that of the schema, in the unit that people use', () => {
    const range = (key: Parameters<typeof rangeOf>[0]) => rangeOf(key, MEMORY);
    expect(range('gpuSlots')).toEqual({ least: 1, most: 16, isWhole: true, isAbove: false });
    expect(range('cpuSlots')).toEqual({ least: 0, most: 256, isWhole: true, isAbove: false });
    expect(range('modelIdleMinutes')).toEqual({
      ...{ least: 0, most: undefined, isWhole: false, isAbove: true },
    });
    expect(range('maxResultBytes')).toMatchObject({ most: undefined, isWhole: false });
    expect(range('modelMemoryBytes')).toMatchObject({ least: 0, most: 16.7, isWhole: false });
  });
});

describe('toValue', () => {
  it.each([
    ['gpuSlots', '16', 16],
    ['gpuSlots', ' 2 ', 2],
    ['modelIdleMinutes', '0.5', 0.5],
    ['modelMemoryBytes', '1.5', 1_500_000_000],
    ['modelMemoryBytes', '0', 0],
    ['downloadBytesPerSecond', '0.25', 250_000],
  ] as const)('takes for %s “%s”', (key, text, value) => {
    expect(toValue(key, text, MEMORY)).toBe(value);
  });

  it.each([
    ['gpuSlots', '0'],
    ['gpuSlots', '17'],
    ['gpuSlots', '1.5'],
    ['gpuSlots', ''],
    ['gpuSlots', 'two'],
    ['gpuSlots', '-1'],
    ['gpuSlots', '0x2'],
    ['modelIdleMinutes', '0'],
    ['modelMemoryBytes', '16.8'],
    ['maxResultBytes', '9'.repeat(20)],
    ['downloadBytesPerSecond', '1e400'],
  ] as const)('takes for %s no “%s”', (key, text) => {
    expect(toValue(key, text, MEMORY)).toBeUndefined();
  });
});

describe('stepped', () => {
  const range = rangeOf('gpuSlots', MEMORY);

  it('goes one up or down and stays within the range', () => {
    expect(stepped('3', 1, range)).toBe('4');
    expect(stepped('1', -1, range)).toBe('1');
    expect(stepped('16', 1, range)).toBe('16');
    expect(stepped('99', -1, range)).toBe('16');
    expect(stepped('2.5', 1, rangeOf('modelIdleMinutes', MEMORY))).toBe('3.5');
  });

  it('begins at the least where there is no number, and above what is too little itself', () => {
    expect(stepped('', 1, range)).toBe('1');
    expect(stepped('1', -1, rangeOf('modelIdleMinutes', MEMORY))).toBe('1');
  });
});

describe('a draft', () => {
  it('shows two digits, and is unsaved only where it differs from what is shown', () => {
    const text = toText('maxResultBytes', VALUES.maxResultBytes);
    expect(text).toBe('4.29');
    const keys = ['maxResultBytes', 'licences', 'gpuSlots'] as const;
    const drafts = { maxResultBytes: text, licences: 'commercial', gpuSlots: undefined } as const;
    expect(unsavedOf(keys, drafts, VALUES)).toEqual(['licences']);
  });

  it('keeps what becomes of long speech', () => {
    const drafts = { longSpeech: 'cut' } as const;
    expect(parseDraft(['longSpeech'], drafts, MEMORY)).toEqual({ change: { longSpeech: 'cut' } });
    expect(unsavedOf(['longSpeech'], drafts, VALUES)).toEqual(['longSpeech']);
  });

  it('becomes a change that the contract takes, of those keys alone', () => {
    const drafts = { device: 'cpu', cpuSlots: '3', maxResultBytes: '2', licences: 'any' } as const;
    const parsed = parseDraft(['device', 'cpuSlots', 'maxResultBytes'], drafts, MEMORY);
    expect(parsed).toEqual({ change: { device: 'cpu', cpuSlots: 3, maxResultBytes: 2e9 } });
    const change = 'change' in parsed ? parsed.change : undefined;
    expect(ChangeableSettingsSchema.partial().parse(change)).toEqual(change);
  });

  it('names all that does not hold', () => {
    const drafts = { cpuSlots: '257', gpuSlots: '', networkSlots: '8' };
    const parsed = parseDraft(['cpuSlots', 'gpuSlots', 'networkSlots'], drafts, MEMORY);
    expect(parsed).toEqual({ faults: ['cpuSlots', 'gpuSlots'] });
  });
});

describe('folderFault', () => {
  it.each([
    ['a path that is not in the list', '/models', [], undefined],
    ['nothing', '  ', [], 'empty'],
    ['one that is there already', ' /models ', ['/models'], 'taken'],
    ['one too many', '/models', Array.from({ length: 32 }, (_, at) => `/m/${at}`), 'many'],
  ])('of %s', (_, path, folders, fault) => {
    expect(folderFault(path, folders)).toBe(fault);
  });
});
