// Settings as a person fills them in: numbers are text in a unit that people use, until they hold.

import { type ChangeableSettings, ChangeableSettingsSchema } from '../../shared/settings.ts';

const { shape } = ChangeableSettingsSchema;

/** What one of the unit is in the setting's own: bytes, minutes, or as many as there are. */
const NUMBER_UNITS = {
  cpuSlots: 1,
  gpuSlots: 1,
  networkSlots: 1,
  modelMemoryBytes: 1e9,
  modelIdleMinutes: 1,
  downloadBytesPerSecond: 1e6,
  maxResultBytes: 1e9,
} as const satisfies Partial<Record<keyof ChangeableSettings, number>>;

export type NumberSetting = keyof typeof NUMBER_UNITS;

/** Numbers as they are typed; the others are chosen. */
export type SettingsDraft = Readonly<Record<NumberSetting, string>> &
  Pick<ChangeableSettings, 'device' | 'licences' | 'longSpeech'>;

export interface NumberRange {
  readonly least: number;
  /** Undefined where there is no end that anyone comes to. */
  readonly most: number | undefined;
  /** Halves are none. */
  readonly isWhole: boolean;
  /** The least itself is too little. */
  readonly isAbove: boolean;
}

/** In the unit that people use. */
export function rangeOf(key: NumberSetting, memory: number): NumberRange {
  const unit = NUMBER_UNITS[key];
  const { minValue, maxValue } = shape[key];
  const least = minValue ?? 0;
  const largest = key === 'modelMemoryBytes' ? memory : (maxValue ?? Number.MAX_SAFE_INTEGER);
  return {
    least,
    // To one digit behind the point, as it is said.
    most: largest < Number.MAX_SAFE_INTEGER ? Math.floor((largest / unit) * 10) / 10 : undefined,
    isWhole: unit === 1 && !shape[key].safeParse(least + 1.5).success,
    isAbove: !shape[key].safeParse(least).success,
  };
}

/** As it stands in the field: to two digits behind the point. */
export function toText(key: NumberSetting, value: number): string {
  return String(Math.round((value / NUMBER_UNITS[key]) * 100) / 100);
}

/** Undefined where it is no number that the setting takes. */
export function toValue(key: NumberSetting, text: string, memory: number): number | undefined {
  const typed = text.trim();
  const number = /^\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
  const unit = NUMBER_UNITS[key];
  const value = unit === 1 ? number : Math.round(number * unit);
  const { most = Infinity } = rangeOf(key, memory);
  return number <= most && shape[key].safeParse(value).success ? value : undefined;
}

/** One more or one less, within the range; what is no number begins at its least. */
export function stepped(
  text: string,
  by: 1 | -1,
  { least, most = Infinity, isAbove }: NumberRange,
) {
  const number = Number.parseFloat(text);
  const first = isAbove ? least + 1 : least;
  const next = Number.isNaN(number) ? first : Math.round((number + by) * 100) / 100;
  return String(Math.min(most, Math.max(first, next)));
}

type Kept = keyof SettingsDraft;

/** Those of a section that differ from what is kept. */
export function unsavedOf(
  keys: readonly Kept[],
  drafts: Partial<SettingsDraft>,
  values: ChangeableSettings,
): readonly Kept[] {
  return keys.filter((key) => drafts[key] !== undefined && drafts[key] !== textIn(values, key));
}

/** A setting as its field shows it where nothing was written. */
export function textIn(values: ChangeableSettings, key: Kept): string {
  return isNumber(key) ? toText(key, values[key]) : values[key];
}

function isNumber(key: Kept): key is NumberSetting {
  return key in NUMBER_UNITS;
}

type Parsed =
  | { readonly change: Partial<ChangeableSettings> }
  | { readonly faults: readonly NumberSetting[] };

/** What is to be kept of the unsaved ones, or those that do not hold. */
export function parseDraft(
  keys: readonly Kept[],
  drafts: Partial<SettingsDraft>,
  memory: number,
): Parsed {
  const numbers = keys.filter(isNumber).map((key) => {
    return [key, toValue(key, drafts[key] ?? '', memory)] as const;
  });
  const faults = numbers.flatMap(([key, value]) => (value === undefined ? [key] : []));
  if (faults.length > 0) {
    return { faults };
  }
  const { device, licences, longSpeech } = drafts;
  return {
    change: {
      ...Object.fromEntries(numbers),
      ...(keys.includes('device') && device !== undefined && { device }),
      ...(keys.includes('licences') && licences !== undefined && { licences }),
      ...(keys.includes('longSpeech') && longSpeech !== undefined && { longSpeech }),
    },
  };
}
