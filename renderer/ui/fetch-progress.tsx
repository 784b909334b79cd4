// How far something is that is fetched for the program itself: its numbers, a bar, and for those who hear the
// page the stage that it is in.

import { Progress, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { FetchProgress } from '../../shared/fetch-progress.ts';
import { useAmount } from '../models/use-amount.ts';
import { type FetchStage, stageOf, timeLeft } from './fetch-stage.ts';
import { useFormat } from './format.ts';

interface NumbersProps {
  readonly progress: FetchProgress;
  readonly stages: Readonly<Record<FetchStage, string>>;
}

export function FetchNumbers({ progress, stages }: NumbersProps) {
  const t = useTranslations('models.downloads');
  const { bytes, duration } = useFormat();
  const amount = useAmount();
  const stage = stageOf(progress);
  const { done, total, bytesPerSecond = 0 } = progress;
  const left = timeLeft(progress);
  const words = [
    amount(done, total),
    bytesPerSecond > 0 && t('speed', { bytes: bytes(bytesPerSecond) }),
    left !== undefined && t('left', { time: duration(left) }),
  ];
  return (
    <>
      <VisuallyHidden role="status">{stages[stage]}</VisuallyHidden>
      <span aria-hidden={stage !== 'fetching'}>
        {stage === 'fetching' ? words.filter((word) => word !== false).join(' · ') : stages[stage]}
      </span>
    </>
  );
}

interface BarProps {
  readonly progress: FetchProgress;
  readonly label: string;
}

export function FetchBar({ progress: { done, total }, label }: BarProps) {
  return (
    <Progress
      bg="var(--hover)"
      size={4}
      value={total === 0 ? 0 : (done / total) * 100}
      color="var(--accent)"
      aria-label={label}
    />
  );
}
