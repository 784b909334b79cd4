// The pin beside a candidate of a run, for the runs to come. It brings its words along, since where it stands
// has not those of the models.

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { Candidate } from '../../shared/models.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { WithAllWords } from '../shell/screen-frame.tsx';
import { useTaskChoices } from '../state/task-choices.ts';
import { PinAction } from './pin-action.tsx';
import classes from './task-candidates.module.css';

interface CandidatePinProps {
  readonly task: TaskType;
  readonly candidate: Pick<Candidate, 'id'>;
}

export function CandidatePin(props: CandidatePinProps) {
  return (
    <WithAllWords>
      <Pin {...props} />
    </WithAllWords>
  );
}

function Pin({ task, candidate: { id } }: CandidatePinProps) {
  const t = useTranslations('models.pins');
  const choice = useTaskChoices(({ choices }) => choices?.get(task));
  useEffect(() => {
    // Pins may have changed since, on the screen of models or in the terminal.
    void useTaskChoices.getState().load();
  }, []);
  if (choice === undefined) {
    return null;
  }
  const name = choice.candidates.find((one) => one.id === id)?.name ?? id;
  const isPinned = choice.pinned === id;
  return (
    <div className={classes.beside}>
      <PinAction task={task} model={{ id, name }} isPinned={isPinned} />
      <span>{t(isPinned ? 'isPinned' : 'whenever')}</span>
    </div>
  );
}
