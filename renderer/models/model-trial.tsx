// Tries a model with a small request of the program's own, and goes to the run.

import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { engine } from '../api/client.ts';
import { showBegun } from '../state/begin-run.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useTaskName } from '../ui/task-names.ts';

interface ModelTrialProps {
  readonly id: string;
  readonly tasks: readonly TaskType[];
}

export function ModelTrial({ id, tasks }: ModelTrialProps) {
  const t = useTranslations('models.installed');
  const taskName = useTaskName();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport>();
  const begin = async (task: TaskType) => {
    setBusy(true);
    setError(await showBegun(engine.models.test({ id, task })));
    setBusy(false);
  };
  const [only] = tasks;
  const look = { size: 'compact-sm', variant: 'default', loading: isBusy } as const;
  return (
    <>
      {tasks.length === 1 && only !== undefined ? (
        <Button {...look} onClick={() => begin(only)}>
          {t('try')}
        </Button>
      ) : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              {...look}
              rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
            >
              {t('try')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown aria-label={t('tryMore')}>
            {tasks.map((task) => (
              <Menu.Item key={task} onClick={() => begin(task)}>
                {taskName(task)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {error && <ErrorNotice error={error} />}
    </>
  );
}
