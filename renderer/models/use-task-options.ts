// Every task type as options of a choice, sorted the way a person looks for it.

import { useTranslations } from 'use-intl';
import { TASK_TYPES } from '../../shared/tasks.ts';
import { AREAS, abilitiesByArea } from '../chat/areas.ts';
import { useTaskName } from '../ui/task-names.ts';

export function useTaskOptions() {
  const areaName = useTranslations('chat.start.areas');
  const taskName = useTaskName();
  const byArea = abilitiesByArea(TASK_TYPES);
  return AREAS.map((area) => ({
    group: areaName(area),
    items: (byArea.get(area) ?? []).map((type) => ({ value: type, label: taskName(type) })),
  }));
}
