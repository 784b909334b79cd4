// What went into a task, slot by slot; each can be changed.

import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { taskEntry } from '../../shared/tasks.ts';
import { InputField } from './input-field.tsx';
import classes from './inspector.module.css';
import { InspectorSection } from './inspector-section.tsx';
import { choicesFor } from './slot-choices.ts';
import type { TaskDrafts } from './use-drafts.ts';

interface InspectorInputsProps {
  readonly run: RunState;
  readonly state: TaskState;
  readonly drafts: TaskDrafts;
}

export function InspectorInputs({ run, state, drafts }: InspectorInputsProps) {
  const t = useTranslations('graph.inspector');
  const { task } = state;
  const slots = Object.keys(taskEntry(task.type).inputs);
  const tasks = run.tasks.map(({ task }) => task);
  const files = run.attachments.map(({ name, artefact }) => ({ name, kind: artefact.kind }));
  return (
    <InspectorSection title={t('inputs')}>
      {slots.length === 0 ? (
        <p className={classes.soft}>{t('noInputs')}</p>
      ) : (
        slots.map((slot) => (
          <InputField
            key={`${task.id} ${slot}`}
            slot={slot}
            state={state}
            run={run}
            choices={choicesFor(task, slot, { tasks, files })}
            draft={drafts.of(state)?.arguments[slot]}
            onChange={(text) => drafts.change(state, { arguments: { [slot]: text } })}
          />
        ))
      )}
    </InspectorSection>
  );
}
