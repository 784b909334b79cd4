// How far the model is that a task waits for: "Downloading DETR 89 of 168 MB, 12 s left", and a thin bar
// under it. In the first bundle, with the run's card.

import { useLocale, useTranslations } from 'use-intl';
import type { Fetching } from '../../shared/task-states.ts';
import { inUnitOf } from '../models/use-amount.ts';
import { useFormat } from '../ui/format.ts';
import classes from './fetching-line.module.css';

export function FetchingLine({ fetching }: { readonly fetching: Fetching }) {
  const words = useFetchingWords();
  return (
    // Spans, since it also stands in buttons.
    <span className={classes.fetching}>
      <span className={classes.words}>{words(fetching)}</span>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${shareOf(fetching) * 100}%` }} />
      </span>
    </span>
  );
}

/** From 0 to 1. */
function shareOf({ doneBytes, totalBytes }: Fetching): number {
  return totalBytes === 0 ? 0 : Math.min(1, doneBytes / totalBytes);
}

function useFetchingWords(): (fetching: Fetching) => string {
  const t = useTranslations('graph.fetching');
  const locale = useLocale();
  const { bytes, duration } = useFormat();
  return ({ model, doneBytes, totalBytes, secondsLeft }) => {
    if (totalBytes === 0) {
      return t('asking', { model });
    }
    const done = inUnitOf(totalBytes, Math.min(doneBytes, totalBytes), locale);
    const amount = { model, done, total: bytes(totalBytes) };
    return secondsLeft === undefined
      ? t('downloading', amount)
      : t('downloadingLeft', { ...amount, time: duration(Math.ceil(secondsLeft) * 1000) });
  };
}
