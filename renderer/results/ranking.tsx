// Texts by how well they fit what was asked, the best first.

import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { useFormat } from '../ui/format.ts';
import { ScoreBar } from '../ui/score-bar.tsx';
import classes from './ranking.module.css';

interface RankingProps {
  readonly ranking: NonNullable<TaskOutput['ranking']>;
}

export function Ranking({ ranking }: RankingProps) {
  const t = useTranslations('results.ranking');
  const { share } = useFormat();
  return (
    <ol className={classes.ranking} aria-label={t('label')}>
      {ranking.map(({ index, text, score }, place) => (
        <li key={index} className={classes.place}>
          <span className={classes.text}>{text}</span>
          <ScoreBar score={score} isChief={place === 0} />
          <span className={classes.score}>{share(score)}</span>
        </li>
      ))}
    </ol>
  );
}
