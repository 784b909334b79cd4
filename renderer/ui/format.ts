// Numbers, sizes and times in the person's language.

import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import type { Language } from '../words/languages.ts';

export interface Format {
  /** Milliseconds as "0.3 s", "12 s" or "2:05". */
  readonly duration: (ms: number) => string;
  /** Bytes, in steps of 1000. */
  readonly bytes: (bytes: number) => string;
  readonly count: (number: number) => string;
  /** A fraction from 0 to 1 as per cent. */
  readonly share: (fraction: number) => string;
  /** US dollars; small amounts to two digits that count. */
  readonly money: (dollars: number) => string;
  /** The time of day of milliseconds since 1970. */
  readonly time: (at: number) => string;
  /** Day and time of milliseconds since 1970. */
  readonly moment: (at: number) => string;
  /** "A, B, C". */
  readonly list: (items: readonly string[]) => string;
  /** "A, B and C". */
  readonly names: (names: readonly string[]) => string;
  /** Whole sentences, one after the other. */
  readonly sentences: (...sentences: readonly string[]) => string;
}

export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => createFormat(locale), [locale]);
}

/** The short unit that `Intl` has for English is "sec". */
const SECOND: Readonly<Record<string, string>> = { en: 's', 'zh-CN': '秒' } satisfies Record<
  Language,
  string
>;

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function createFormat(locale: string): Format {
  const count = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const isChinese = locale === 'zh-CN';
  // Its lists of the type "unit" have nothing between their items, in Chinese.
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
  // In Chinese an "and" between Latin names would stand without a space.
  const names = isChinese ? list : new Intl.ListFormat(locale);
  return {
    duration: (ms) => {
      const seconds = ms / 1000;
      if (seconds >= 60) {
        const whole = Math.round(seconds);
        return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
      }
      const digits = seconds < 10 ? 1 : 0;
      // Less than a tenth is still some time.
      const shown = Math.max(seconds, ms > 0 ? 0.1 : 0);
      const amount = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(shown);
      return `${amount} ${SECOND[locale] ?? 's'}`;
    },
    bytes: (bytes) => {
      const step = Math.min(
        BYTE_UNITS.length - 1,
        bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3),
      );
      const amount = bytes / 1000 ** step;
      return inUnit(locale, BYTE_UNITS[step] ?? 'byte', amount, step > 0 && amount < 10 ? 1 : 0);
    },
    count: (number) => count.format(number),
    share: (fraction) => share.format(fraction),
    money: (dollars) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: 'USD',
        currencyDisplay: 'narrowSymbol',
        ...(dollars < 1 && { minimumFractionDigits: 0, maximumSignificantDigits: 2 }),
      }).format(dollars),
    time: (at) => time.format(at),
    moment: (at) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at),
    list: (items) => list.format(items),
    names: (all) => names.format(all),
    sentences: (...sentences) => sentences.join(isChinese ? '' : ' '),
  };
}

function inUnit(locale: string, unit: string, amount: number, digits: number): string {
  const style = {
    style: 'unit',
    unit,
    // "100 bytes": the short form of English has no plural, the long one of Chinese no space.
    unitDisplay: unit === 'byte' && locale === 'en' ? 'long' : 'short',
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat(locale, style).format(amount);
}
