// How much of a whole has come, both in the unit of the whole: "89 of 168 MB".

import { useLocale, useTranslations } from 'use-intl';
import { useFormat } from '../ui/format.ts';

export function useAmount(): (done: number, total: number) => string {
  const t = useTranslations('models.downloads');
  const locale = useLocale();
  const { bytes } = useFormat();
  return (done, total) => t('amount', { done: inUnitOf(total, done, locale), total: bytes(total) });
}

/** In steps of 1000, with one digit behind the point where the whole has it too. */
export function inUnitOf(total: number, done: number, locale: string): string {
  const step = total < 1 ? 0 : Math.floor(Math.log10(total) / 3);
  const unit = 1000 ** step;
  const digits = step > 0 && total / unit < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(done / unit);
}
