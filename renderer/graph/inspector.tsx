// One task in full: what came of it, what went in, which model did it and why; its inputs, its model
// and its seed can be changed and the run made again from here.

import { CloseButton } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { TaskResult } from '../results/task-result.tsx';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { IconAction } from '../ui/icon-action.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { TaskStateIcon, useTaskLook } from '../ui/task-state.tsx';
import { FetchingLine } from './fetching-line.tsx';
import classes from './inspector.module.css';
import { InspectorAttempts } from './inspector-attempts.tsx';
import { InspectorFooter } from './inspector-footer.tsx';
import { InspectorInputs } from './inspector-inputs.tsx';
import { InspectorJson } from './inspector-json.tsx';
import { InspectorModel } from './inspector-model.tsx';
import { InspectorSection } from './inspector-section.tsx';
import type { TaskDrafts } from './use-drafts.ts';
import { useTaskActions } from './use-rerun.ts';
import { useElapsed } from './use-task-words.ts';

export interface InspectorProps {
  readonly run: RunState;
  readonly state: TaskState;
  readonly drafts: TaskDrafts;
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

export function Inspector({ run, state, drafts, takesFocus, onClose }: InspectorProps) {
  const t = useTranslations('graph.inspector');
  const taskName = useTaskName();
  const heading = useRef<HTMLHeadingElement>(null);
  const { runId } = run;
  const { id, type } = state.task;
  const actions = useTaskActions({ runId, onBegun: drafts.discard });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task takes the focus anew
  useEffect(() => {
    if (takesFocus) {
      heading.current?.focus();
    }
  }, [takesFocus, id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation();
      onClose();
    }
  };
  const runFromHere = () => actions.runFrom(id, drafts.drafts);
  const repairs = run.repairs.filter(({ task }) => task === id);
  return (
    <section
      className={classes.inspector}
      aria-label={t('title', { name: taskName(type) })}
      onKeyDown={onKeyDown}
    >
      <InspectorHead {...{ state, heading, onClose }} onStop={() => actions.stop(id)} />
      <div className={classes.body}>
        {state.status === 'waiting' && state.fetching !== undefined && (
          <FetchingLine fetching={state.fetching} />
        )}
        {state.status === 'failed' && (
          <ErrorNotice error={state.error} onRecover={recoveryFrom(state.error, runFromHere)} />
        )}
        {state.status === 'finished' && (
          <InspectorSection title={t('result')}>
            <TaskResult state={state} run={run} />
          </InspectorSection>
        )}
        <InspectorInputs run={run} state={state} drafts={drafts} />
        <InspectorModel state={state} drafts={drafts} />
        <InspectorAttempts attempts={state.attempts} />
        {repairs.length > 0 && (
          <InspectorSection title={t('repairs')}>
            <ul className={classes.list}>
              {repairs.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          </InspectorSection>
        )}
        <InspectorJson key={id} state={state} />
      </div>
      <InspectorFooter state={state} drafts={drafts} actions={actions} onRun={runFromHere} />
    </section>
  );
}

/** Other models of this task are chosen below; where there is none, the screen of models may have one. */
function recoveryFrom({ code, data, recovery }: ErrorReport, again: () => void) {
  if (code === 'NO_MODEL') {
    return () => useView.getState().openScreen('models', { query: `task=${data.task}` });
  }
  return recovery === 'retry' ? again : undefined;
}

interface InspectorHeadProps extends Pick<InspectorProps, 'state' | 'onClose'> {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onStop: () => void;
}

function InspectorHead({ state, heading, onClose, onStop }: InspectorHeadProps) {
  const t = useTranslations('graph.inspector');
  const taskName = useTaskName();
  const { look, word } = useTaskLook(state);
  const elapsed = useElapsed(state);
  const fraction = state.status === 'running' ? state.progress?.fraction : undefined;
  return (
    <header className={classes.head}>
      <TaskStateIcon look={look} fraction={fraction} />
      <div className={classes.title}>
        <h2 ref={heading} className={classes.name} tabIndex={-1}>
          {taskName(state.task.type)}
        </h2>
        <code className={classes.type}>{state.task.type}</code>
      </div>
      <span className={classes.state}>
        {word}
        {elapsed !== undefined && <span className={classes.time}>{elapsed}</span>}
      </span>
      {state.status === 'running' && (
        <IconAction label={t('stop')} onClick={onStop}>
          <IconPlayerStopFilled size={16} aria-hidden />
        </IconAction>
      )}
      <CloseButton size={28} aria-label={t('close')} onClick={onClose} />
    </header>
  );
}
