// A model that could do a task, to be chosen: how it was rated, or what keeps it from running.

import { Radio } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Candidate } from '../../shared/models.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { HostBadge } from '../ui/host-badge.tsx';
import { CandidateRating } from './candidate-rating.tsx';
import classes from './inspector.module.css';
import { shownScore } from './shown-rating.ts';
import { useObstacleWords } from './use-obstacle-words.ts';

interface CandidateLineProps {
  readonly candidate: Candidate;
  readonly task: TaskType;
  /** Why it was chosen is said below. */
  readonly isChosen: boolean;
}

export function CandidateLine({ candidate, task, isChosen }: CandidateLineProps) {
  const { id, host, reason, obstacle, fetch } = candidate;
  const t = useTranslations('graph.inspector');
  const obstacleWords = useObstacleWords();
  const obstacleId = useId();
  const score = shownScore(candidate);
  return (
    <div>
      <Radio
        value={id}
        size="xs"
        disabled={obstacle !== undefined}
        aria-describedby={obstacle && obstacleId}
        classNames={{ description: classes.candidateReason }}
        label={
          <span className={classes.candidate} data-disabled={obstacle !== undefined}>
            <code className={classes.model}>{id}</code>
            {fetch === undefined && <HostBadge host={host} />}
            {score !== undefined && (
              <span className={classes.score}>{t('points', { points: score })}</span>
            )}
          </span>
        }
        description={isChosen ? undefined : reason}
      />
      {obstacle !== undefined && (
        <p id={obstacleId} className={classes.obstacle}>
          <IconCircleX className={classes.obstacleIcon} size={14} stroke={1.75} aria-hidden />
          {obstacleWords(obstacle)}
        </p>
      )}
      <CandidateRating candidate={candidate} task={task} />
    </div>
  );
}
