// What a run made, in place: its final results, and folded away those that led to them.

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { DubbedVideo } from '../results/dubbed-video.tsx';
import { TaskResult } from '../results/task-result.tsx';
import { Summary } from '../ui/summary.tsx';
import classes from './run-results.module.css';
import { type FinishedTask, resultsOf } from './run-summary.ts';

export function RunResults({ run }: { readonly run: RunState }) {
  const t = useTranslations('chat.run');
  const { final, between } = useMemo(() => resultsOf(run), [run]);
  if (final.length === 0 && between.length === 0) {
    return null;
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region for each would be a landmark for each
    <div className={classes.results} role="group" aria-label={t('results')}>
      {run.dubs.map((dub, place) => (
        // The list only grows, and two of them may come to the same file.
        // biome-ignore lint/suspicious/noArrayIndexKey: a dubbed video has no name of its own
        <DubbedVideo key={place} dub={dub} />
      ))}
      {final.map((state) => (
        <TaskResult key={state.task.id} state={state} run={run} />
      ))}
      {between.length > 0 && <StepsBetween run={run} between={between} />}
    </div>
  );
}

interface StepsBetweenProps {
  readonly run: RunState;
  readonly between: readonly FinishedTask[];
}

function StepsBetween({ run, between }: StepsBetweenProps) {
  const t = useTranslations('chat.run');
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={classes.between}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <Summary className={classes.summary}>{t('stepsBetween', { count: between.length })}</Summary>
      {isOpen && (
        <div className={classes.steps}>
          {between.map((state) => (
            <TaskResult key={state.task.id} state={state} run={run} />
          ))}
        </div>
      )}
    </details>
  );
}
