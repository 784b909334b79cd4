// What is said of a task in words: its name with its state and time, and what it waits for.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskState } from '../../shared/task-states.ts';
import { useFormat } from '../ui/format.ts';
import { lookKey, taskLook } from '../ui/task-state.tsx';
import { useNow } from '../ui/use-now.ts';
import type { NodeLabels } from './flow-elements.ts';

/** Milliseconds that a task took, where it ran. */
export function tookMs(state: TaskState): number | undefined {
  switch (state.status) {
    case 'finished':
      return state.reused ? undefined : state.durationMs;
    case 'failed':
      return state.durationMs > 0 ? state.durationMs : undefined;
    default:
      return undefined;
  }
}

/** The time that a task took, or counts while it runs; undefined where it has none. */
export function useElapsed(state: TaskState): string | undefined {
  const format = useFormat();
  const isRunning = state.status === 'running';
  const now = useNow(isRunning);
  if (state.status === 'running') {
    // Whole seconds: more would flicker.
    return format.duration(Math.max(0, Math.floor((now - state.startedAt) / 1000)) * 1000);
  }
  const took = tookMs(state);
  return took === undefined ? undefined : format.duration(took);
}

/** The same object until the language changes. */
export function useNodeLabels(): NodeLabels {
  const format = useFormat();
  const t = useTranslations();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language alone
  return useMemo(
    () => ({
      ofTask: (state) => {
        const name = t(`tasks.names.${state.task.type}`);
        const word = t(lookKey(taskLook(state)));
        const took = tookMs(state);
        return took === undefined
          ? t('graph.task', { name, state: word })
          : t('graph.timedTask', { name, state: word, time: format.duration(took) });
      },
      ofSource: ({ name, kind }) => t('graph.source', { name, kind: t(`tasks.kinds.${kind}`) }),
    }),
    [format],
  );
}
