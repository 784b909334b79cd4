// How the files of a model were found, in a line.

import { useTranslations } from 'use-intl';
import type { Verification } from '../../shared/contract.ts';
import classes from './installed-model.module.css';

interface CheckResultProps {
  readonly isChecking: boolean;
  readonly found: Verification | undefined;
}

/** The region is there from the beginning, since screen readers tell what comes into it. */
export function CheckResult({ isChecking, found }: CheckResultProps) {
  const t = useTranslations('models.installed');
  return (
    <p role="status" className={classes.checked}>
      {isChecking ? t('checking') : found !== undefined && words(found)}
    </p>
  );

  function words({ whole, damaged, missing, unknown }: Verification): string {
    const faulty = [...damaged, ...missing];
    return [
      faulty.length > 0 && t('faulty', { files: faulty.join(', ') }),
      faulty.length === 0 && whole > 0 && t('whole', { count: whole }),
      unknown > 0 && t('unknown', { count: unknown }),
    ]
      .filter((sentence) => sentence !== false)
      .join(' ');
  }
}
