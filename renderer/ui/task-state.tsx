// How a task's state looks and what it is called, the same in strip, graph, list and timeline. State is
// never shown by colour alone: each has its icon and its word.

import {
  IconAlertCircle,
  IconCircle,
  IconCircleCheck,
  IconCircleOff,
  IconDownload,
  IconHistory,
  IconPlayerStopFilled,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { TaskState } from '../../shared/task-states.ts';
import classes from './task-state.module.css';

export type TaskLook =
  | 'waiting'
  /** It waits for its model, which is on its way. */
  | 'fetching'
  | 'running'
  | 'finished'
  | 'reused'
  | 'failed'
  | 'skipped'
  | 'cancelled';

const ICONS: Readonly<Record<Exclude<TaskLook, 'running'>, TablerIcon>> = {
  waiting: IconCircle,
  fetching: IconDownload,
  finished: IconCircleCheck,
  reused: IconHistory,
  failed: IconAlertCircle,
  skipped: IconCircleOff,
  cancelled: IconPlayerStopFilled,
};

export function taskLook(state: TaskState): TaskLook {
  switch (state.status) {
    case 'waiting':
      return state.fetching === undefined ? 'waiting' : 'fetching';
    case 'finished':
      return state.reused ? 'reused' : 'finished';
    default:
      return state.status;
  }
}

/** Where its word stands in the catalogues. */
export function lookKey(look: TaskLook) {
  return look === 'fetching' ? 'graph.fetching.state' : (`tasks.states.${look}` as const);
}

export function useTaskLook(state: TaskState): { readonly look: TaskLook; readonly word: string } {
  const t = useTranslations();
  const look = taskLook(state);
  return { look, word: t(lookKey(look)) };
}

interface TaskStateIconProps {
  readonly look: TaskLook;
  /** Pixels. */
  readonly size?: number;
  /** From 0 to 1, of a running task that tells how far it is. */
  readonly fraction?: number | undefined;
}

export function TaskStateIcon({ look, size = 16, fraction }: TaskStateIconProps) {
  if (look === 'running') {
    return <ProgressRing size={size} fraction={fraction} />;
  }
  const Icon = ICONS[look];
  return <Icon className={classes.icon} data-look={look} size={size} stroke={1.75} aria-hidden />;
}

/** Radius and circumference of a ring in a box of 16. */
const RADIUS = 6;
const AROUND = 2 * Math.PI * RADIUS;

/** Turns while it is not known how far the task is. */
function ProgressRing({
  size,
  fraction,
}: {
  readonly size: number;
  readonly fraction?: number | undefined;
}) {
  const shown = fraction ?? 0.28;
  return (
    <svg
      className={classes.ring}
      data-turns={fraction === undefined}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle className={classes.track} cx="8" cy="8" r={RADIUS} />
      <circle
        className={classes.arc}
        cx="8"
        cy="8"
        r={RADIUS}
        strokeDasharray={`${shown * AROUND} ${AROUND}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
