// The tasks of a run as a list: all that the graph shows, in words.

import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskState } from '../../shared/task-states.ts';
import { HostBadge } from '../ui/host-badge.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { TaskStateIcon, useTaskLook } from '../ui/task-state.tsx';
import { FetchingLine } from './fetching-line.tsx';
import { graphOf, type TaskGraph, taskNodeId } from './graph-model.ts';
import type { ViewProps } from './graph-view.tsx';
import classes from './list-view.module.css';
import type { Selection } from './selection.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useElapsed } from './use-task-words.ts';

export function ListView({ tasks, attachments, selection }: ViewProps) {
  const t = useTranslations('graph');
  const needsOf = useNeeds({ tasks, attachments });
  const onKeyDown = useRowKeys(selection);
  return (
    <ol className={classes.list} aria-label={t('panel')} onKeyDown={onKeyDown}>
      {tasks.map((state) => (
        <Item
          key={state.task.id}
          state={state}
          needs={needsOf(state)}
          isSelected={selection.selected === state.task.id}
          open={selection.open}
        />
      ))}
    </ol>
  );
}

interface ItemProps {
  readonly state: TaskState;
  /** What it needs and what became of that, in words. */
  readonly needs: string;
  readonly isSelected: boolean;
  readonly open: Selection['open'];
}

const Item = memo(
  function Item({ state, needs, isSelected, open }: ItemProps) {
    const taskName = useTaskName();
    const { look, word } = useTaskLook(state);
    const elapsed = useElapsed(state);
    const { task, assignment } = state;
    return (
      <li>
        <button
          type="button"
          className={classes.item}
          data-task={task.id}
          data-look={look}
          aria-pressed={isSelected}
          onClick={({ detail }) => open(task.id, detail === 0 ? 'keys' : undefined)}
        >
          <TaskStateIcon look={look} />
          <span>
            <span className={classes.line}>
              <span className={classes.name}>{taskName(task.type)}</span>
              <code className={classes.type}>{task.type}</code>
            </span>
            <span className={classes.needs}>{needs}</span>
          </span>
          <span className={classes.side}>
            <span className={classes.state}>
              {word}
              {elapsed !== undefined && <span className={classes.time}>{elapsed}</span>}
            </span>
            {assignment !== undefined && (
              <span className={classes.model}>
                <span className={classes.modelName}>{assignment.model.name}</span>
                <HostBadge host={assignment.model.host} />
              </span>
            )}
          </span>
          {state.status === 'waiting' && state.fetching !== undefined && (
            <span className={classes.fetching}>
              <FetchingLine fetching={state.fetching} />
            </span>
          )}
        </button>
      </li>
    );
  },
  // `open` is made anew at each event and always does the same.
  (before, after) =>
    before.state === after.state &&
    before.needs === after.needs &&
    before.isSelected === after.isSelected,
);

/** What a task needs: "needs Read text, invoice.png", or why it does not run. */
function useNeeds({ tasks, attachments }: Pick<ViewProps, 'tasks' | 'attachments'>) {
  const t = useTranslations('graph');
  const taskName = useTaskName();
  const inflows = useMemo(
    () =>
      inflowsOf(
        graphOf(
          tasks.map(({ task }) => task),
          attachments,
        ),
      ),
    [tasks, attachments],
  );
  const states = new Map(tasks.map((state) => [taskNodeId(state.task.id), state]));
  const nameOf = (id: string) => {
    const state = states.get(id);
    return state === undefined ? (inflows.names.get(id) ?? '') : taskName(state.task.type);
  };
  const list = (ids: readonly string[]) => ids.map(nameOf).join(t('separator'));
  return (state: TaskState): string => {
    const sources = inflows.sources.get(taskNodeId(state.task.id)) ?? [];
    const open = sources.filter((id) => isOpen(states.get(id)));
    if (state.status === 'skipped') {
      const cause = taskNodeId(state.because);
      const end = states.get(cause)?.status === 'cancelled' ? 'cancelled' : 'failed';
      return t(`skippedBecause.${end}`, { name: nameOf(cause) });
    }
    if (state.status === 'waiting' && open.length > 0) {
      return t('waitsFor', { names: list(open) });
    }
    return sources.length === 0 ? t('needsNothing') : t('needs', { names: list(sources) });
  };
}

function isOpen(state: TaskState | undefined): boolean {
  return state?.status === 'waiting' || state?.status === 'running';
}

interface Inflows {
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Of files and addresses. */
  readonly names: ReadonlyMap<string, string>;
}

function inflowsOf({ nodes, edges }: TaskGraph): Inflows {
  const byTarget = Map.groupBy(edges, ({ target }) => target);
  return {
    sources: new Map([...byTarget].map(([id, into]) => [id, into.map(({ source }) => source)])),
    names: new Map(nodes.flatMap((node) => (node.type === 'source' ? [[node.id, node.name]] : []))),
  };
}
