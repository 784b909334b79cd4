// What is to be done with the changes: run from here, or drop them.

import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { TaskState } from '../../shared/task-states.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import classes from './inspector.module.css';
import { missingSlots } from './rerun-draft.ts';
import type { TaskDrafts } from './use-drafts.ts';
import type { TaskActions } from './use-rerun.ts';

interface InspectorFooterProps {
  readonly state: TaskState;
  readonly drafts: TaskDrafts;
  readonly actions: TaskActions;
  readonly onRun: () => void;
}

export function InspectorFooter({ state, drafts, actions, onRun }: InspectorFooterProps) {
  const t = useTranslations('graph.inspector');
  const count = drafts.drafts.size;
  const isIncomplete = missingSlots(state, drafts.of(state)).length > 0;
  return (
    <footer className={classes.footer}>
      {actions.error !== undefined && <ErrorNotice error={actions.error} onRecover={onRun} />}
      <div className={classes.actions}>
        {count > 0 && (
          <>
            <span className={classes.changes} role="status">
              {t('changes', { count })}
            </span>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={drafts.discard}>
              {t('discard')}
            </Button>
          </>
        )}
        <Tooltip label={t('runFromHereHint')} openDelay={400}>
          <Button
            className={classes.run}
            size="compact-sm"
            variant={count > 0 ? 'filled' : 'default'}
            leftSection={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />}
            disabled={isIncomplete}
            loading={actions.isBusy}
            onClick={onRun}
          >
            {t('runFromHere')}
          </Button>
        </Tooltip>
      </div>
    </footer>
  );
}
