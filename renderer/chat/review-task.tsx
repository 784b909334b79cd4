// One task of a plan that waits: what it is, what would do it and why, and its inputs, to be changed.

import { IconCircleOff, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { taskEntry } from '../../shared/tasks.ts';
import { InputField } from '../graph/input-field.tsx';
import { slotText } from '../graph/rerun-draft.ts';
import { choicesFor, writtenReferences } from '../graph/slot-choices.ts';
import type { TaskDrafts } from '../graph/use-drafts.ts';
import { useReasonWords } from '../graph/use-reason-words.ts';
import { useView } from '../state/view.ts';
import { HostBadge } from '../ui/host-badge.tsx';
import { Summary } from '../ui/summary.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { TextButton } from '../ui/text-button.tsx';
import type { Prospect } from './prospects.ts';
import { useDownloadFacts } from './question-words.ts';
import classes from './run-review.module.css';

interface ReviewTaskProps {
  readonly run: RunState;
  readonly state: TaskState;
  readonly drafts: TaskDrafts;
}

export function ReviewTask({
  prospect,
  ...props
}: ReviewTaskProps & { readonly prospect: Prospect | undefined }) {
  const { run, state, drafts } = props;
  const taskName = useTaskName();
  const reasonWords = useReasonWords();
  const { task, assignment } = state;
  return (
    <li className={classes.task} data-changed={drafts.of(state) !== undefined}>
      <p className={classes.name}>
        {taskName(task.type)} <code>{task.type}</code>
      </p>
      {assignment !== undefined && (
        <p className={classes.soft}>
          <span className={classes.model}>{assignment.model.name}</span>{' '}
          <HostBadge host={assignment.model.host} /> {reasonWords(assignment)}
        </p>
      )}
      {prospect !== undefined && <ProspectLine {...{ run, state, prospect }} />}
      <TaskInputs {...props} />
    </li>
  );
}

interface ProspectLineProps extends Pick<ReviewTaskProps, 'run' | 'state'> {
  readonly prospect: Prospect;
}

/** What stands between this task and its result, where something does. */
function ProspectLine({ run, state, prospect }: ProspectLineProps) {
  const t = useTranslations('chat.review');
  const taskName = useTaskName();
  const facts = useDownloadFacts();
  const openScreen = useView((view) => view.openScreen);
  switch (prospect.kind) {
    case 'possible':
      return null;
    case 'download': {
      const model = state.assignment?.model.name ?? '';
      return (
        <p className={classes.prospect} data-prospect="download">
          <IconDownload className={classes.icon} size={14} stroke={1.75} aria-hidden />
          {t('download', { model, facts: facts(prospect.fetch) })}
        </p>
      );
    }
    case 'impossible':
      return (
        <p className={classes.prospect} data-prospect="impossible">
          <IconCircleOff className={classes.icon} size={14} stroke={1.75} aria-hidden />
          <span>
            {t(run.mode === 'local' ? 'noModel' : 'noModelYet')}{' '}
            <TextButton onClick={() => openScreen('models')}>{t('findModel')}</TextButton>
          </span>
        </p>
      );
    case 'cut-off':
      return (
        <p className={classes.prospect} data-prospect="cut-off">
          <IconCircleOff className={classes.icon} size={14} stroke={1.75} aria-hidden />
          {t('cutOff', { task: taskName(prospect.because.task.type) })}
        </p>
      );
  }
}

function TaskInputs({ run, state, drafts }: ReviewTaskProps) {
  const t = useTranslations('chat.review');
  const [isOpen, setOpen] = useState(false);
  const { task } = state;
  const slots = Object.keys(taskEntry(task.type).inputs);
  const tasks = run.tasks.map(({ task }) => task);
  const files = run.attachments.map(({ name, artefact }) => ({ name, kind: artefact.kind }));
  const named = useNamedReferences(run);
  const filled = slots
    .map((slot) => named(drafts.of(state)?.arguments[slot] ?? slotText(state, slot)))
    .filter((text) => text !== '')
    .join(' · ');
  if (slots.length === 0) {
    return null;
  }
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <Summary className={classes.summary}>
        {t('inputs')}
        {!isOpen && <span className={classes.filled}>{filled}</span>}
      </Summary>
      {isOpen && (
        <div className={classes.inputs}>
          {slots.map((slot) => (
            <InputField
              key={slot}
              {...{ slot, state, run }}
              choices={choicesFor(task, slot, { tasks, files })}
              draft={drafts.of(state)?.arguments[slot]}
              onChange={(text) => drafts.change(state, { arguments: { [slot]: text } })}
            />
          ))}
        </div>
      )}
    </details>
  );
}

/** A text of the wire form in which tasks stand by their names. */
function useNamedReferences({ tasks }: RunState): (text: string) => string {
  const t = useTranslations('chat.review');
  const taskName = useTaskName();
  return (text) =>
    writtenReferences(text).reduce((named, { written, task }) => {
      const type = tasks.find((state) => state.task.id === task)?.task.type;
      const words = type === undefined ? written : t('resultOf', { task: taskName(type) });
      return named.replaceAll(written, words);
    }, text);
}
