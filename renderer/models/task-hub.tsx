// Asks the Hub what else could do a task type, in the part of the screen where it answers.

import { useTranslations } from 'use-intl';
import type { TaskChoice } from '../../shared/task-choices.ts';
import { useHubSearch } from '../state/hub-search.ts';
import { TextButton } from '../ui/text-button.tsx';
import { HUB_HEADING } from './hub-search.tsx';
import classes from './task-candidates.module.css';

export function TaskHub({ choice: { task, onHub } }: { readonly choice: TaskChoice }) {
  const t = useTranslations('models.pins.hub');
  const { change, search } = useHubSearch();
  if (onHub.length === 0) {
    return null;
  }
  return (
    <div className={classes.hub}>
      {onHub.map((kind) => (
        <TextButton
          key={kind}
          onClick={() => {
            change({ kind, task, text: '' });
            document.getElementById(HUB_HEADING)?.focus(); // what it says appears there
            void search();
          }}
        >
          {t(kind)}
        </TextButton>
      ))}
    </div>
  );
}
