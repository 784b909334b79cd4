// One of the three modes, to be chosen, with what it means.

import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Mode } from '../../shared/settings.ts';
import classes from './machine-settings.module.css';

interface ModeCardProps {
  readonly mode: Mode;
  /** It counts now. */
  readonly isUsed: boolean;
  /** It is used, or is to be. */
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

export function ModeCard({ mode, isUsed, isChosen, onChoose }: ModeCardProps) {
  const t = useTranslations('machineSettings.mode');
  const app = useTranslations('app.mode');
  const id = useId();
  return (
    <label className={classes.card} data-chosen={isChosen}>
      <input
        type="radio"
        name="mode"
        value={mode}
        checked={isChosen}
        aria-labelledby={`${id}name`}
        aria-describedby={isUsed ? `${id}used ${id}meaning` : `${id}meaning`}
        onChange={onChoose}
      />
      <span className={classes.cardHead}>
        <span id={`${id}name`} className={classes.cardName}>
          {app(mode)}
        </span>
        {isUsed && (
          <span id={`${id}used`} className={classes.used}>
            <IconCheck size={14} stroke={1.75} aria-hidden />
            {t('inUse')}
          </span>
        )}
      </span>
      <span id={`${id}meaning`} className={classes.meaning}>
        {t(`meanings.${mode}`)}
      </span>
    </label>
  );
}
