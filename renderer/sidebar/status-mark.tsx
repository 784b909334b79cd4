// What a conversation's latest run came to, where it is worth a mark.

import { VisuallyHidden } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Conversation } from '../../shared/conversations.ts';
import { TaskStateIcon } from '../ui/task-state.tsx';
import classes from './conversation-row.module.css';

export function StatusMark({ status, waits }: Pick<Conversation, 'status' | 'waits'>) {
  const t = useTranslations('sidebar.states');
  if (status === 'finished' || status === 'cancelled') {
    return null;
  }
  const state = waits ? 'waiting' : status;
  return (
    <span className={classes.mark} title={t(state)}>
      {state === 'interrupted' ? (
        <IconPlugConnectedX size={16} stroke={1.5} aria-hidden />
      ) : (
        <TaskStateIcon look={state} />
      )}
      <VisuallyHidden>{t(state)}</VisuallyHidden>
    </span>
  );
}
