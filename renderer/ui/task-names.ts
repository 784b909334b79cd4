// Task types in plain words.

import { useTranslations } from 'use-intl';
import type { TaskType } from '../../shared/tasks.ts';

export function useTaskName(): (type: TaskType) => string {
  const t = useTranslations('tasks.names');
  return (type) => t(type);
}
