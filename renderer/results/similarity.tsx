// How alike two texts are: one number, where it lies between 0 and 1, and how it was measured.

import { useLocale, useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { ScoreBar } from '../ui/score-bar.tsx';
import { similarityDigits } from './numbers.ts';
import classes from './similarity.module.css';
import { useMethodWords } from './use-method-words.ts';

type Measured = NonNullable<TaskOutput['similarity']>;

export function Similarity({ similarity }: { readonly similarity: Measured }) {
  const methodWords = useMethodWords();
  const t = useTranslations('results.similarity');
  const number = useSimilarityNumber();
  return (
    <div>
      <p className={classes.number}>
        <span className={classes.score}>{number(similarity.score)}</span>
        <span className={classes.scale}>{t('label')}</span>
      </p>
      <ScoreBar score={similarity.score} isChief />
      <p className={classes.method}>{methodWords(similarity.method)}</p>
    </div>
  );
}

export function useSimilarityNumber(): (score: number) => string {
  const locale = useLocale();
  return (score) => {
    const digits = similarityDigits(score);
    const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat(locale, form).format(score);
  };
}
