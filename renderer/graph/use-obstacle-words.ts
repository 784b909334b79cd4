// What keeps a model from doing a task, as a sentence.

import { useTranslations } from 'use-intl';
import type { Obstacle } from '../../shared/ranking.ts';
import { useFormat } from '../ui/format.ts';

export function useObstacleWords(): (obstacle: Obstacle) => string {
  const t = useTranslations('graph.inspector.obstacles');
  const { bytes } = useFormat();
  return ({ code, neededBytes, freeBytes }) =>
    code === 'memory' && neededBytes !== undefined && freeBytes !== undefined
      ? t('memoryBytes', { needed: bytes(neededBytes), free: bytes(freeBytes) })
      : t(code);
}
