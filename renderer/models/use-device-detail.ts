// What is told of a device beside whether it works: its maker's name for it, or why it does not and what helps.

import { useTranslations } from 'use-intl';
import type { DeviceReport } from '../../shared/model-listing.ts';
import { useDetailText } from '../ui/error-text.ts';

export function useDeviceDetail(): (report: DeviceReport) => string | undefined {
  const t = useTranslations('models.machine');
  const detailText = useDetailText();
  return ({ name, why, advice }) =>
    name ??
    (why === undefined || advice === undefined
      ? why
      : t('whyNot', { why, advice: detailText(advice) }));
}
