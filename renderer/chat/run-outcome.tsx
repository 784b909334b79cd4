// What went otherwise than planned in a run, in plain sentences, each with what can be done about it.

import { Button } from '@mantine/core';
import { IconCircleOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import type { TaskId } from '../../shared/plan.ts';
import { useComposer } from '../state/composer.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useErrorText } from '../ui/error-text.ts';
import { useTaskName } from '../ui/task-names.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './run-outcome.module.css';
import { failedOf, type SkippedTasks, skippedOf } from './run-summary.ts';
import type { RunActions } from './use-run-actions.ts';

interface RunOutcomeProps {
  readonly run: RunState;
  /** Why its events can't be stored any more. */
  readonly broken: ErrorReport | undefined;
  readonly actions: RunActions;
}

export function RunOutcome({ run, broken, actions }: RunOutcomeProps) {
  const errors = [broken, run.error, actions.error].filter((error) => error !== undefined);
  return (
    <>
      <FailedTasks run={run} actions={actions} />
      {skippedOf(run).map((skipped) => (
        <SkippedLine key={skipped.because.task.id} {...skipped} />
      ))}
      {errors.map((error) => (
        <ErrorNotice
          key={error.code}
          error={error}
          onRecover={recoveryFrom(error, { run, again: actions.resume })}
        />
      ))}
      <GoOn run={run} actions={actions} />
    </>
  );
}

/** Failures told in full; the rest is in the graph. */
const MOST_TOLD = 4;

function FailedTasks({ run, actions }: Pick<RunOutcomeProps, 'run' | 'actions'>) {
  const t = useTranslations('chat.run');
  const failed = failedOf(run);
  const untold = failed.length - MOST_TOLD;
  const canRepeat = run.status !== 'running';
  return (
    <>
      {failed.slice(0, MOST_TOLD).map(({ task, error }) =>
        error.code === 'INSTALL_REFUSED' ? (
          <RefusedLine
            key={task.id}
            error={error}
            isBusy={actions.isBusy}
            onAgain={canRepeat ? () => actions.againFrom(task.id) : undefined}
          />
        ) : (
          <ErrorNotice
            key={task.id}
            error={error}
            onRecover={
              canRepeat
                ? recoveryFrom(error, {
                    run,
                    task: task.id,
                    again: () => actions.againFrom(task.id),
                  })
                : undefined
            }
          />
        ),
      )}
      {untold > 0 && (
        <TextButton onClick={() => useView.getState().openPanel(run.runId)}>
          {t('moreFailed', { count: untold })}
        </TextButton>
      )}
    </>
  );
}

interface RefusedLineProps {
  readonly error: ErrorReport;
  readonly isBusy: boolean;
  /** Once the run is over. */
  readonly onAgain: (() => void) | undefined;
}

/** What the person said no to is no fault. */
function RefusedLine({ error, isBusy, onAgain }: RefusedLineProps) {
  const t = useTranslations('chat.run');
  const errorText = useErrorText();
  return (
    <div className={classes.refused}>
      <p className={classes.line}>
        <IconCircleOff className={classes.icon} size={16} stroke={1.5} aria-hidden />
        <span>{errorText(error)}</span>
      </p>
      {onAgain !== undefined && (
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={onAgain}>
          {t('askAgain')}
        </Button>
      )}
    </div>
  );
}

function SkippedLine({ because, skipped }: SkippedTasks) {
  const t = useTranslations('chat.run');
  const taskName = useTaskName();
  const tasks = new Set(skipped.map(({ task }) => taskName(task.type)));
  return (
    <p className={classes.line}>
      <IconCircleOff className={classes.icon} size={16} stroke={1.5} aria-hidden />
      {t('skipped', { because: taskName(because.task.type), tasks: [...tasks].join(' · ') })}
    </p>
  );
}

/** For a run that ended before its time. */
function GoOn({ run, actions }: Pick<RunOutcomeProps, 'run' | 'actions'>) {
  const t = useTranslations('chat.run');
  const { status, error, review } = run;
  const isOpen = status === 'interrupted' || status === 'cancelled' || status === 'failed';
  // A request that makes no plan makes none the next time either.
  if (!isOpen || error?.recovery === 'change-request') {
    return null;
  }
  return (
    <div className={classes.goOn}>
      <p className={classes.line}>{t(review === 'refused' ? 'refusedLine' : `${status}Line`)}</p>
      <Button
        size="compact-sm"
        variant="default"
        disabled={actions.isBusy}
        onClick={actions.resume}
      >
        {t('goOn')}
      </Button>
    </div>
  );
}

interface Recovering {
  readonly run: RunState;
  readonly task?: TaskId;
  readonly again: () => void;
}

/** What the button of a notice does; where there is nothing to do here, there is none. */
function recoveryFrom({ code, data, recovery }: ErrorReport, { run, task, again }: Recovering) {
  // There is nothing to choose from beside the run; there may be on the Hub.
  if (code === 'NO_MODEL') {
    return () => useView.getState().openScreen('models', { query: `task=${data.task}` });
  }
  switch (recovery) {
    case 'retry':
      // A run as a whole has its own button for that.
      return task === undefined ? undefined : again;
    case 'choose-file':
    case 'change-request':
      return () => useComposer.getState().edit(run);
    case 'choose-model':
      return () => useView.getState().openPanel(run.runId, task);
    default:
      return undefined;
  }
}
