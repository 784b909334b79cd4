// Pins a model for a task type, or takes the pin away: a pinned one is taken whenever it can run.

import { Button } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { TaskType } from '../../shared/tasks.ts';
import { useTaskChoices } from '../state/task-choices.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { useAction } from '../ui/use-action.ts';

interface PinActionProps {
  readonly task: TaskType;
  readonly model: { readonly id: string; readonly name: string };
  readonly isPinned: boolean;
}

export function PinAction({ task, model, isPinned }: PinActionProps) {
  const t = useTranslations('models.pins');
  const taskName = useTaskName();
  const { isBusy, error, act } = useAction();
  const pin = useTaskChoices((choices) => choices.pin);
  const Icon = isPinned ? IconPinnedOff : IconPin;
  const words = { model: model.name, task: taskName(task) };
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={isBusy}
        leftSection={<Icon size={14} stroke={1.75} aria-hidden />}
        aria-label={isPinned ? t('unpinOne', words) : t('pinOne', words)}
        onClick={() => act(() => pin(task, isPinned ? undefined : model.id))}
      >
        {isPinned ? t('unpin') : t('pin')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
