// Classes with their scores: a small bar and a number each.

import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { useFormat } from '../ui/format.ts';
import { ScoreBar } from '../ui/score-bar.tsx';
import classes from './label-bars.module.css';

type Labels = NonNullable<TaskOutput['labels']>;

export function LabelBars({ labels }: { readonly labels: Labels }) {
  const name = useLabelName();
  const { share } = useFormat();
  return (
    <ul className={classes.labels}>
      {labels.map(({ label, score }, index) => (
        <li key={label} className={classes.label}>
          <span className={classes.name}>{name(label)}</span>
          <ScoreBar score={score} isChief={index === 0} />
          <span className={classes.score}>{share(score)}</span>
        </li>
      ))}
    </ul>
  );
}

const SENTIMENTS = ['POSITIVE', 'NEGATIVE', 'NEUTRAL'] as const;

/** Labels are a model's own words; the few that are always the same are translated. */
export function useLabelName(): (label: string) => string {
  const t = useTranslations('results.labels');
  return (label) => {
    const known = SENTIMENTS.find((sentiment) => sentiment === label.toUpperCase());
    return known === undefined ? label : t(known);
  };
}
