// Asks the Hub what else could do a task type, in the part of the screen where it answers.

import { useTranslations } from 'use-intl';
import type { TaskChoice } from '../../shared/task-choices.ts';
import { TextButton } from '../ui/text-button.tsx';
import { searchHub } from './hub-search.tsx';
import classes from './task-candidates.module.css';

export function TaskHub({ choice: { task, onHub } }: { readonly choice: TaskChoice }) {
  const t = useTranslations('models.pins.hub');
  if (onHub.length === 0) {
    return null;
  }
  return (
    <div className={classes.hub}>
      {onHub.map((kind) => (
        <TextButton key={kind} onClick={() => searchHub({ kind, task, text: '' })}>
          {t(kind)}
        </TextButton>
      ))}
    </div>
  );
}
