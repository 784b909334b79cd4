// The mode, and what it means for what a person entrusts to the program; the way to where it is changed.

import { useTranslations } from 'use-intl';
import { ScreenLink } from '../shell/screen-link.tsx';
import { useOverview } from '../state/overview.ts';
import classes from './sidebar.module.css';

export function ModeLine() {
  const t = useTranslations('app');
  const mode = useOverview(({ overview }) => overview?.mode);
  if (mode === undefined) {
    return <div className={classes.modeAwaited} />;
  }
  return (
    <ScreenLink screen="settings" section="mode" className={classes.mode} data-mode={mode}>
      <span className={classes.modeName}>{t(`mode.${mode}`)}</span>
      <span>{t(`modeHint.${mode}`)}</span>
    </ScreenLink>
  );
}
