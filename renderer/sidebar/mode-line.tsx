// The mode, and what it means for what a person entrusts to the program.

import { useTranslations } from 'use-intl';
import { useOverview } from '../state/overview.ts';
import classes from './sidebar.module.css';

export function ModeLine() {
  const t = useTranslations('app');
  const mode = useOverview(({ overview }) => overview?.mode);
  if (mode === undefined) {
    return null;
  }
  return (
    <p className={classes.mode} data-mode={mode}>
      <span className={classes.modeName}>{t(`mode.${mode}`)}</span>
      <span>{t(`modeHint.${mode}`)}</span>
    </p>
  );
}
