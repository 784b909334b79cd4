// A plan that waits for a word: its tasks with the model of each and why, what would leave this machine,
// and the buttons that let it run or not. Loaded when a plan first waits.

import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useId } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { engine } from '../api/client.ts';
import { editsOf, missingSlots } from '../graph/rerun-draft.ts';
import { useDrafts } from '../graph/use-drafts.ts';
import { useControllers } from '../state/controllers.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';
import { useAction } from '../ui/use-action.ts';
import { type ComingCalls, comingCalls } from './coming-calls.ts';
import { type Departure, departuresOf } from './departures.ts';
import { prospectsOf } from './prospects.ts';
import { ReviewTask } from './review-task.tsx';
import classes from './run-review.module.css';
import { usePoliteFocus } from './use-polite-focus.ts';

export function RunReview({ run }: { readonly run: RunState }) {
  const t = useTranslations('chat.review');
  const { runId, tasks } = run;
  const drafts = useDrafts(runId);
  const heading = usePoliteFocus();
  const title = useId();
  const { isBusy, error, act } = useAction();
  const prospects = prospectsOf(tasks);
  const isIncomplete = tasks.some((state) => missingSlots(state, drafts.of(state)).length > 0);
  const answer = (isApproved: boolean) =>
    act(() =>
      engine.runs.review({
        runId,
        isApproved,
        ...(isApproved && drafts.drafts.size > 0 && { edits: editsOf(drafts.drafts) }),
      }),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't take the focus
    <div className={classes.review} role="group" aria-labelledby={title}>
      <h2 id={title} ref={heading} className={classes.title} tabIndex={-1}>
        {t('title')}
      </h2>
      <ol className={classes.tasks} aria-label={t('tasks')}>
        {tasks.map((state) => (
          <ReviewTask
            key={state.task.id}
            {...{ run, state, drafts }}
            prospect={prospects.get(state.task.id)}
          />
        ))}
      </ol>
      <Departures run={run} />
      {error && <ErrorNotice error={error} />}
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => answer(false)}>
          {t('refuse')}
        </Button>
        <Button
          size="compact-sm"
          variant="filled"
          leftSection={<IconPlayerPlay size={16} stroke={1.5} aria-hidden />}
          loading={isBusy}
          disabled={isIncomplete}
          onClick={() => answer(true)}
        >
          {t(drafts.drafts.size > 0 ? 'runChanged' : 'run')}
        </Button>
      </div>
    </div>
  );
}

function Departures({ run }: { readonly run: RunState }) {
  const t = useTranslations('chat.review');
  const words = useDepartureWords();
  const { overview, error, load } = useControllers();
  useEffect(() => {
    void load();
  }, [load]);
  if (overview === undefined) {
    return error ? <ErrorNotice error={error} onRecover={load} /> : null;
  }
  const departures = departuresOf(run, overview);
  return (
    <div className={classes.leaves} data-leaves={departures.length > 0}>
      <Coming {...comingCalls(run, overview)} />
      {departures.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <>
          <p className={classes.leavesTitle}>{t('leaves')}</p>
          <ul>
            {departures.map((departure) => (
              <li key={departure.to === 'answer' ? 'answer' : departure.state.task.id}>
                {words(departure)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What lies on this machine costs nothing. */
function Coming({ count, cost }: ComingCalls) {
  const t = useTranslations('chat.review');
  const { money } = useFormat();
  if (count === 0) {
    return null;
  }
  return (
    <p>
      {cost === undefined
        ? t('comingUnpriced', { count })
        : cost === 0
          ? t('coming', { count })
          : t('comingCost', { count, cost: money(cost) })}
    </p>
  );
}

function useDepartureWords(): (departure: Departure) => string {
  const t = useTranslations('chat.review');
  const taskName = useTaskName();
  return (departure) => {
    const { to, model } = departure;
    if (to === 'answer') {
      return t('toAnswer', { model });
    }
    const task = taskName(departure.state.task.type);
    return t(to === 'hub' ? 'toHub' : 'toModel', { task, model });
  };
}
