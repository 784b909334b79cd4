// What a conversation's latest run came to, where it is worth a mark.

import { VisuallyHidden } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { RunStatus } from '../../shared/events.ts';
import { TaskStateIcon } from '../ui/task-state.tsx';
import classes from './conversation-row.module.css';

export function StatusMark({ status }: { readonly status: RunStatus }) {
  const t = useTranslations('sidebar.states');
  if (status === 'finished' || status === 'cancelled') {
    return null;
  }
  return (
    <span className={classes.mark} title={t(status)}>
      {status === 'interrupted' ? (
        <IconPlugConnectedX size={16} stroke={1.5} aria-hidden />
      ) : (
        <TaskStateIcon look={status} />
      )}
      <VisuallyHidden>{t(status)}</VisuallyHidden>
    </span>
  );
}
