// The tasks of a run over time, a bar each.

import { VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';
import { TaskStateIcon, useTaskLook } from '../ui/task-state.tsx';
import { useNow } from '../ui/use-now.ts';
import type { ViewProps } from './graph-view.tsx';
import type { Selection } from './selection.ts';
import { type TimelineRow, timelineOf } from './timeline-model.ts';
import classes from './timeline-view.module.css';
import { useRowKeys } from './use-row-keys.ts';
import { useElapsed } from './use-task-words.ts';

interface TimelineProps extends Pick<ViewProps, 'tasks' | 'selection'> {
  /** Of the run, in milliseconds since 1970. */
  readonly startedAt: number;
}

export function TimelineView({ tasks, startedAt, selection }: TimelineProps) {
  const t = useTranslations('graph');
  const format = useFormat();
  const isRunning = tasks.some(({ status }) => status === 'running');
  const now = useNow(isRunning);
  const timeline = useMemo(() => timelineOf(tasks, { startedAt, now }), [tasks, startedAt, now]);
  const onKeyDown = useRowKeys(selection);
  return (
    <div className={classes.timeline}>
      <div className={classes.axis} aria-hidden>
        <div className={classes.scale}>
          {timeline.ticks.map(({ at, ms }) => (
            <span key={ms} className={classes.tick} style={{ insetInlineStart: `${at * 100}%` }}>
              {format.duration(ms)}
            </span>
          ))}
        </div>
      </div>
      <ol className={classes.rows} aria-label={t('time')} onKeyDown={onKeyDown}>
        {timeline.rows.map((row) => (
          <Row key={row.task} row={row} selection={selection} />
        ))}
      </ol>
      <div className={classes.grid} aria-hidden>
        <div className={classes.scale}>
          {timeline.ticks.map(({ at, ms }) => (
            <span key={ms} className={classes.line} style={{ insetInlineStart: `${at * 100}%` }} />
          ))}
          {timeline.cuts.map((at) => (
            <span
              key={at}
              className={classes.cut}
              style={{ insetInlineStart: `${at * 100}%` }}
              title={t('cut')}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({ row, selection }: { readonly row: TimelineRow; readonly selection: Selection }) {
  const { state, bar, task } = row;
  const taskName = useTaskName();
  const { look, word } = useTaskLook(state);
  const elapsed = useElapsed(state);
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        data-task={task}
        data-look={look}
        aria-pressed={selection.selected === task}
        onClick={({ detail }) => selection.open(task, detail === 0 ? 'keys' : undefined)}
      >
        <span className={classes.name}>
          <TaskStateIcon look={look} />
          <span className={classes.text}>{taskName(state.task.type)}</span>
        </span>
        <span className={classes.track}>
          {bar !== undefined && (
            <span
              className={classes.bar}
              data-mark={bar.begin === bar.end || look === 'reused'}
              style={{
                insetInlineStart: `${bar.begin * 100}%`,
                width: `${(bar.end - bar.begin) * 100}%`,
              }}
            />
          )}
          <span className={classes.word} style={{ insetInlineStart: `${(bar?.end ?? 0) * 100}%` }}>
            {elapsed !== undefined && <VisuallyHidden>{word} </VisuallyHidden>}
            {elapsed ?? word}
          </span>
        </span>
      </button>
    </li>
  );
}
