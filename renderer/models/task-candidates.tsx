// What could do one task type without anything being fetched: built in, on this machine, the language model,
// hosted; which of them is taken now and why, and the pin.

import { IconCircleCheck, IconCircleX, IconPin } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ChoiceCandidate, TaskChoice } from '../../shared/task-choices.ts';
import { useObstacleWords } from '../graph/use-obstacle-words.ts';
import { useReasonWords } from '../graph/use-reason-words.ts';
import { HostBadge } from '../ui/host-badge.tsx';
import { PinAction } from './pin-action.tsx';
import classes from './task-candidates.module.css';

export function TaskCandidates({ choice }: { readonly choice: TaskChoice }) {
  const t = useTranslations('models.pins');
  const reasonWords = useReasonWords();
  const { task, candidates, taken, pinned } = choice;
  const here = candidates.filter(({ fetch }) => fetch === undefined);
  const isGone = pinned !== undefined && here.every(({ id }) => id !== pinned);
  return (
    <div className={classes.candidates}>
      {here.length === 0 && <p className={classes.soft}>{t('nothing')}</p>}
      <ul className={classes.list}>
        {here.map((candidate) => (
          <CandidateRow
            key={`${candidate.host} ${candidate.id}`}
            candidate={candidate}
            task={task}
            isTaken={taken?.id === candidate.id && taken.host === candidate.host}
          />
        ))}
        {isGone && (
          <li className={classes.candidate} aria-label={pinned}>
            <span className={classes.name}>{pinned}</span>
            <Pinned />
            <span className={classes.action}>
              <PinAction task={task} model={{ id: pinned, name: pinned }} isPinned />
            </span>
            <p className={classes.obstacle}>{t('gone')}</p>
          </li>
        )}
      </ul>
      {taken !== undefined && (
        <p className={classes.soft}>
          <strong>{t('why', { model: nameOf(candidates, taken.id) })}</strong> {reasonWords(taken)}
        </p>
      )}
    </div>
  );
}

function nameOf(candidates: TaskChoice['candidates'], id: string): string {
  return candidates.find((candidate) => candidate.id === id)?.name ?? id;
}

interface CandidateRowProps {
  readonly candidate: ChoiceCandidate;
  readonly task: TaskChoice['task'];
  readonly isTaken: boolean;
}

function CandidateRow({ candidate, task, isTaken }: CandidateRowProps) {
  const t = useTranslations('models.pins');
  const obstacleWords = useObstacleWords();
  const { id, name, host, obstacle, isPinned = false } = candidate;
  return (
    <li className={classes.candidate} aria-label={name}>
      <span className={classes.name} title={id}>
        {name}
      </span>
      <HostBadge host={host} />
      {isTaken && (
        <span className={classes.mark}>
          <IconCircleCheck className={classes.tick} size={14} stroke={1.75} aria-hidden />
          {t('taken')}
        </span>
      )}
      {isPinned && <Pinned />}
      <span className={classes.action}>
        <PinAction task={task} model={{ id, name }} isPinned={isPinned} />
      </span>
      {obstacle !== undefined && (
        <p className={classes.obstacle}>
          <IconCircleX size={14} stroke={1.75} aria-hidden />
          {obstacleWords(obstacle)}
        </p>
      )}
    </li>
  );
}

function Pinned() {
  const t = useTranslations('models.pins');
  return (
    <span className={classes.mark}>
      <IconPin size={14} stroke={1.75} aria-hidden />
      {t('pinned')}
    </span>
  );
}
