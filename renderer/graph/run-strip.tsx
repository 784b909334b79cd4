// The tasks of a run in one line, on its card in the chat: in levels, with an arrow where one needs
// what stands before it. In the first bundle, so it knows nothing of React Flow.

import { IconArrowNarrowRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { useView } from '../state/view.ts';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';
import { TaskStateIcon, useTaskLook } from '../ui/task-state.tsx';
import { levelsOf } from './levels.ts';
import classes from './run-strip.module.css';
import { shownTasks } from './shown-tasks.ts';

/** Tasks shown; the graph has them all. */
const MOST = 12;

export function RunStrip({ run }: { readonly run: RunState }) {
  const t = useTranslations('graph');
  const openPanel = useView((view) => view.openPanel);
  const levels = levelsOf(run.tasks.map(({ task }) => task));
  const level = ({ task }: TaskState) => levels.get(task.id) ?? 0;
  const tasks = shownTasks(run).toSorted((a, b) => level(a) - level(b));
  const shown = tasks.slice(0, MOST);
  const more = tasks.length - shown.length;
  return (
    <ol className={classes.strip} aria-label={t('strip')}>
      {shown.map((state, index) => {
        const before = shown[index - 1];
        const follows = before !== undefined && level(before) !== level(state);
        return <StripTask key={state.task.id} {...{ state, follows }} runId={run.runId} />;
      })}
      {more > 0 && (
        <li>
          <button type="button" className={classes.task} onClick={() => openPanel(run.runId)}>
            {t('more', { count: more })}
          </button>
        </li>
      )}
    </ol>
  );
}

interface StripTaskProps {
  readonly runId: string;
  readonly state: TaskState;
  /** Needs something that stands before it. */
  readonly follows: boolean;
}

const StripTask = memo(function StripTask({ runId, state, follows }: StripTaskProps) {
  const t = useTranslations('graph');
  const taskName = useTaskName();
  const { share } = useFormat();
  const { look, word } = useTaskLook(state);
  const isOpen = useView(({ panel }) => panel?.runId === runId && panel.task === state.task.id);
  const openPanel = useView((view) => view.openPanel);
  const name = taskName(state.task.type);
  const fraction = state.status === 'running' ? state.progress?.fraction : undefined;
  return (
    <li>
      {follows && (
        <IconArrowNarrowRight className={classes.arrow} size={16} stroke={1.5} aria-hidden />
      )}
      <button
        type="button"
        className={classes.task}
        data-look={look}
        data-open={isOpen}
        title={`${word} · ${state.task.type}`}
        aria-label={t('task', { name, state: word })}
        onClick={() => openPanel(runId, state.task.id)}
      >
        <TaskStateIcon look={look} fraction={fraction} />
        <span>{name}</span>
        {fraction !== undefined && <span className={classes.share}>{share(fraction)}</span>}
      </button>
    </li>
  );
});
