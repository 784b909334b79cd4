// One slot of a task: chosen among files and what other tasks make, or written as a text.

import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { taskEntry } from '../../shared/tasks.ts';
import { useTaskName } from '../ui/task-names.ts';
import { InputValue } from './input-value.tsx';
import classes from './inspector.module.css';
import { slotText } from './rerun-draft.ts';
import type { SlotChoice } from './slot-choices.ts';
import { useSlotName } from './use-slot-name.ts';

interface InputFieldProps {
  readonly slot: string;
  readonly state: TaskState;
  readonly run: RunState;
  readonly choices: readonly SlotChoice[];
  /** What was changed and not run yet, in wire form. */
  readonly draft: string | undefined;
  readonly onChange: (text: string) => void;
}

export function InputField({ slot, state, run, choices, draft, onChange }: InputFieldProps) {
  const t = useTranslations('graph.inspector');
  const id = useId();
  const slotName = useSlotName();
  const choiceName = useChoiceName();
  const input = taskEntry(state.task.type).inputs[slot];
  const takesText = input?.kinds.includes('text') === true;
  const value = draft ?? slotText(state, slot);
  const chosen = choices.find(({ wire }) => wire === value);
  const [isWritten, setWritten] = useState(takesText && chosen === undefined);
  const isChoosable =
    takesText && choices.length > 0 && (input.required || chosen !== undefined || !isWritten);
  const isMissing = input?.required === true && value.trim() === '';
  const error = isMissing ? t('required', { slot: slotName(slot) }) : undefined;
  return (
    <div className={classes.field} data-changed={draft !== undefined}>
      <div className={classes.fieldHead}>
        <label className={classes.label} htmlFor={id}>
          {slotName(slot)}
        </label>
        {isChoosable && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              if (isWritten && chosen === undefined) {
                onChange(choices[0]?.wire ?? value);
              }
              setWritten(!isWritten);
            }}
          >
            {isWritten ? t('choose') : t('write')}
          </Button>
        )}
      </div>
      {isWritten ? (
        <Textarea
          {...{ id, value, error }}
          size="sm"
          autosize
          minRows={1}
          maxRows={10}
          placeholder={input?.required === true ? undefined : t('empty')}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      ) : (
        <NativeSelect
          {...{ id, value, error }}
          size="sm"
          data={[
            ...(input?.required === true && chosen !== undefined
              ? []
              : [{ value: '', label: t('empty') }]),
            ...choices.map((choice) => ({ value: choice.wire, label: choiceName(choice, run) })),
          ]}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      <InputValue value={value} chosen={chosen} run={run} />
    </div>
  );
}

/** "text of Read text (task 0)", or a file's name. */
function useChoiceName(): (choice: SlotChoice, run: RunState) => string {
  const t = useTranslations('graph.inspector');
  const tKinds = useTranslations('tasks.kinds');
  const taskName = useTaskName();
  return (choice) =>
    choice.from === 'file'
      ? choice.name
      : t('fromTask', {
          kind: tKinds(choice.kind),
          name: taskName(choice.type),
          task: choice.task,
        });
}
