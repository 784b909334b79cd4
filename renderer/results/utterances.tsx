// What was said, each stretch with the time at which it begins.

import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { clock } from './numbers.ts';
import classes from './utterances.module.css';

interface UtterancesProps {
  readonly utterances: NonNullable<TaskOutput['utterances']>;
}

export function Utterances({ utterances }: UtterancesProps) {
  const t = useTranslations('results.utterances');
  return (
    <ol className={classes.utterances} aria-label={t('label')}>
      {utterances.map(({ text, start }) => (
        <li key={start} className={classes.utterance}>
          <span className={classes.time}>{clock(start)}</span>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
