// Whether a model fits into the memory that is free: a word, an icon and what it needs of how much; all numbers
// behind them.

import { Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Dtype } from '../../shared/inference.ts';
import type { Fit } from '../../shared/library.ts';
import { useFormat } from '../ui/format.ts';
import classes from './model-row.module.css';

const ICONS: Readonly<Record<Fit['verdict'], TablerIcon>> = {
  fits: IconCircleCheck,
  tight: IconAlertTriangle,
  'wont-fit': IconCircleX,
};

interface FitBadgeProps {
  /** Of the sentence with the numbers; the button beside is described by it. */
  readonly id: string;
  readonly dtype: Dtype;
  readonly fit: Fit;
}

export function FitBadge({ id, dtype, fit }: FitBadgeProps) {
  const t = useTranslations('models.fit');
  const { bytes } = useFormat();
  const { verdict, neededBytes, weightsBytes, activationBytes, freeBytes, isMeasured } = fit;
  const Icon = ICONS[verdict];
  const numbers = t('numbers', {
    dtype,
    needed: bytes(neededBytes),
    weights: bytes(weightsBytes),
    activation: bytes(activationBytes),
    free: bytes(freeBytes),
  });
  const sentence = `${numbers} ${t(isMeasured ? 'measured' : 'estimated')}`;
  return (
    <Tooltip label={sentence} multiline w={280} openDelay={200}>
      <span className={classes.fit} data-fit={verdict}>
        <Icon size={14} stroke={1.75} aria-hidden />
        {t(verdict)}
        <span aria-hidden className={classes.fitNumbers}>
          {t('short', { needed: bytes(neededBytes), free: bytes(freeBytes) })}
        </span>
        <VisuallyHidden id={id}>{sentence}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
