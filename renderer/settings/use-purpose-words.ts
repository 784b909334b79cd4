// What a connection is for, in words.

import { useTranslations } from 'use-intl';
import type { Purpose } from '../../shared/connections.ts';

interface Use {
  readonly purpose: Purpose;
  /** Of the connection to a language model. */
  readonly name?: string | undefined;
}

export function usePurposeWords(): (use: Use) => string {
  const t = useTranslations('settings.privacy');
  return ({ purpose, name }) => {
    const words = t(`purposes.${purpose}`);
    return name === undefined ? words : t('purposeOf', { purpose: words, name });
  };
}
