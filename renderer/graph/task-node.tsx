// A task in the graph. From far away only its state and its name are drawn.

import { type NodeProps, useStore } from '@xyflow/react';
import { memo } from 'react';
import { TaskPreview } from '../results/task-result.tsx';
import { useTextScale } from '../state/preferences.ts';
import { deviceName } from '../ui/device-name.ts';
import { useErrorText } from '../ui/error-text.ts';
import { HostBadge } from '../ui/host-badge.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { TaskStateIcon, useTaskLook } from '../ui/task-state.tsx';
import { FetchingLine } from './fetching-line.tsx';
import type { TaskFlowNode } from './flow-elements.ts';
import { NodePorts } from './node-ports.tsx';
import classes from './task-node.module.css';
import { useElapsed } from './use-task-words.ts';

/** Below this zoom, with text of the usual size, nothing small can be read. */
export const FAR = 0.45;

export const TaskNode = memo(function TaskNode({
  data: { state },
  selected,
}: NodeProps<TaskFlowNode>) {
  const scale = useTextScale();
  const isFar = useStore(({ transform: [, , zoom] }) => zoom / scale < FAR);
  const taskName = useTaskName();
  const errorText = useErrorText();
  const { look, word } = useTaskLook(state);
  const name = taskName(state.task.type);
  if (isFar) {
    return (
      <div className={classes.far} data-look={look} data-selected={selected}>
        <TaskStateIcon look={look} size={36} />
        <span className={classes.farText}>
          <span className={classes.farName}>{name}</span>
          <span className={classes.farState}>{word}</span>
        </span>
        <NodePorts />
      </div>
    );
  }
  const model = state.assignment?.model;
  const ran = state.status === 'finished' ? state.output.ran : undefined;
  return (
    <div className={classes.node} data-look={look} data-selected={selected}>
      <div className={classes.head}>
        <TaskStateIcon look={look} fraction={fractionOf(state)} />
        <span className={classes.name}>{name}</span>
        {/* The line below says it with more. */}
        {look !== 'fetching' && <span className={classes.state}>{word}</span>}
      </div>
      <div className={classes.line}>
        <code className={classes.type}>{state.task.type}</code>
        <Elapsed state={state} />
      </div>
      <div className={classes.line}>
        {model !== undefined && (
          <>
            <span className={classes.model}>{model.name}</span>
            <HostBadge host={model.host} />
            {ran !== undefined && <span className={classes.type}>{deviceName(ran.device)}</span>}
          </>
        )}
      </div>
      <div className={classes.preview}>
        {state.status === 'failed' ? (
          <p className={classes.trouble}>{errorText(state.error)}</p>
        ) : state.status === 'waiting' && state.fetching !== undefined ? (
          <FetchingLine fetching={state.fetching} />
        ) : (
          <TaskPreview state={state} />
        )}
      </div>
      <NodePorts />
    </div>
  );
});

type Shown = TaskFlowNode['data'];

function Elapsed({ state }: Shown) {
  const elapsed = useElapsed(state);
  return elapsed === undefined ? null : <span className={classes.time}>{elapsed}</span>;
}

function fractionOf(state: Shown['state']): number | undefined {
  return state.status === 'running' ? state.progress?.fraction : undefined;
}
