// What a task says of itself while it runs, in the person's language.

import { useTranslations } from 'use-intl';
import type { TaskProgress } from '../../shared/task-states.ts';
import { isTaskType } from '../../shared/tasks.ts';
import { useErrorText } from '../ui/error-text.ts';
import { useTaskName } from '../ui/task-names.ts';

/** @returns the line, undefined where nothing was said */
export function useProgressWords(): (
  progress: Pick<TaskProgress, 'message' | 'error'>,
) => string | undefined {
  const t = useTranslations('progressNotes');
  const preview = useTranslations('results.preview');
  const errorText = useErrorText();
  const taskName = useTaskName();
  return ({ message, error }) => {
    if (message === undefined) {
      return undefined;
    }
    const { code, values } = message;
    const task = values !== undefined && 'task' in values ? String(values.task) : undefined;
    const named = task !== undefined && isTaskType(task) && { task: taskName(task) };
    const said = t(code, { ...values, ...named });
    return error === undefined ? said : preview('after', { error: errorText(error), next: said });
  };
}
