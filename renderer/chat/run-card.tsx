// A run at a glance: where it stands, how far it is, how long it took, and its graph in small.

import { Button } from '@mantine/core';
import { IconPlayerStopFilled, IconSitemap } from '@tabler/icons-react';
import { Suspense, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { FetchingLine } from '../graph/fetching-line.tsx';
import { RunStrip } from '../graph/run-strip.tsx';
import { latePart } from '../shell/late-part.tsx';
import { PartBoundary } from '../shell/part-boundary.tsx';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { useFormat } from '../ui/format.ts';
import { IconAction } from '../ui/icon-action.tsx';
import { type TaskLook, TaskStateIcon } from '../ui/task-state.tsx';
import { useNow } from '../ui/use-now.ts';
import { modelName } from './call-sums.ts';
import { fetchedModels } from './fetched-models.ts';
import classes from './run-card.module.css';
import { RunOutcome } from './run-outcome.tsx';
import { countsOf, phaseOf, plannerOf, type RunPhase } from './run-summary.ts';
import { useRunActions } from './use-run-actions.ts';

const RunReview = latePart(() => import('./run-review.tsx').then((part) => part.RunReview));
const RunQuestions = latePart(() =>
  import('./run-questions.tsx').then((part) => part.RunQuestions),
);

const LOOKS: Readonly<Record<RunPhase | 'broken', TaskLook>> = {
  planning: 'running',
  running: 'running',
  reviewing: 'waiting',
  asking: 'waiting',
  dubbing: 'running',
  answering: 'running',
  finished: 'finished',
  partly: 'failed',
  failed: 'failed',
  broken: 'failed',
  cancelled: 'cancelled',
  interrupted: 'cancelled',
};

export function RunCard({ run }: { readonly run: RunState }) {
  const t = useTranslations('chat.run');
  const broken = useRuns((state) => state.broken[run.runId]);
  const phase = run.status === 'running' && broken !== undefined ? 'broken' : phaseOf(run);
  const actions = useRunActions(run);
  const isRunning = LOOKS[phase] === 'running';
  const word = useRef<HTMLSpanElement>(null);
  const planner = plannerOf(run);
  const planningLine =
    planner === undefined ? t('planningLine') : t('planningWith', { model: modelName(planner) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region for each would be a landmark for each
    <div className={classes.card} role="group" aria-label={t('title')} data-phase={phase}>
      <div className={classes.head}>
        <TaskStateIcon look={LOOKS[phase]} />
        <span className={classes.word} ref={word} tabIndex={-1}>
          {t(phase)}
        </span>
        <div className={classes.end}>
          <RunFacts run={run} isRunning={isRunning} />
          {(isRunning || phase === 'asking') && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconPlayerStopFilled size={12} aria-hidden />}
              disabled={actions.isBusy}
              onClick={actions.stop}
            >
              {actions.isBusy ? t('stopping') : t('stop')}
            </Button>
          )}
          {run.tasks.length > 0 && <OpenGraph runId={run.runId} />}
        </div>
      </div>
      {(run.tasks.length > 0 || isRunning) && (
        <div className={classes.strip}>
          {run.tasks.length > 0 ? (
            <RunStrip run={run} />
          ) : (
            <p className={classes.planning}>{planningLine}</p>
          )}
        </div>
      )}
      <FetchedModels run={run} />
      {phase === 'reviewing' && (
        <PartBoundary>
          <Suspense>
            <RunReview run={run} />
          </Suspense>
        </PartBoundary>
      )}
      {phase === 'asking' && (
        <PartBoundary>
          <Suspense>
            <RunQuestions run={run} after={word} />
          </Suspense>
        </PartBoundary>
      )}
      <RunOutcome run={run} broken={broken} actions={actions} />
    </div>
  );
}

/** What is on its way for this run. */
function FetchedModels({ run }: { readonly run: RunState }) {
  return fetchedModels(run).map((fetching) => (
    <FetchingLine key={fetching.model} fetching={fetching} />
  ));
}

interface RunFactsProps {
  readonly run: RunState;
  readonly isRunning: boolean;
}

/** How many tasks are done, how many of them were there already, and the time from first to last. */
function RunFacts({ run, isRunning }: RunFactsProps) {
  const t = useTranslations('chat.run');
  const { duration } = useFormat();
  const { done, total, reused } = countsOf(run);
  const now = useNow(isRunning);
  const end = run.endedAt ?? (isRunning ? now : run.startedAt);
  return (
    <span className={classes.facts}>
      {total > 0 && <span>{t('counts', { done, total })}</span>}
      {reused > 0 && <span>{t('reused', { count: reused })}</span>}
      {end > run.startedAt && <span>{duration(end - run.startedAt)}</span>}
    </span>
  );
}

function OpenGraph({ runId }: { readonly runId: string }) {
  const t = useTranslations('chat.run');
  const openPanel = useView((view) => view.openPanel);
  const isOpen = useView(({ panel }) => panel?.runId === runId);
  return (
    <IconAction
      label={t('openGraph')}
      size={24}
      aria-pressed={isOpen}
      onClick={() => openPanel(runId)}
    >
      <IconSitemap size={16} stroke={1.5} aria-hidden />
    </IconAction>
  );
}
