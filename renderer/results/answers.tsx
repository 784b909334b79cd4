// Answers to a question, the best first, each with how sure the model is. Where their places in a
// picture are known, one of them is shown there.

import { UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { useFormat } from '../ui/format.ts';
import classes from './answers.module.css';

interface AnswersProps {
  readonly answers: NonNullable<TaskOutput['answers']>;
  readonly places?: AnswerPlaces | undefined;
}

export interface AnswerPlaces {
  /** Index of the answer whose place is shown. */
  readonly shown: number | undefined;
  /** Pointed at or focused; undefined when it is left. */
  readonly onTouch: (index: number | undefined) => void;
  readonly onChoose: (index: number) => void;
}

export function Answers({ answers, places }: AnswersProps) {
  const t = useTranslations('results.answers');
  const { share } = useFormat();
  return (
    <ol className={classes.answers} aria-label={t('label')}>
      {answers.map(({ text, score, box }, index) => {
        const told = (
          <>
            <span className={classes.text}>{text}</span>{' '}
            <span className={classes.score}>{t('score', { score: share(score) })}</span>
          </>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers have no other identity and never move
          <li key={index} data-best={index === 0}>
            {places === undefined || box === undefined ? (
              <div className={classes.answer}>{told}</div>
            ) : (
              <UnstyledButton
                className={classes.answer}
                aria-pressed={places.shown === index}
                onClick={() => places.onChoose(index)}
                onFocus={() => places.onTouch(index)}
                onBlur={() => places.onTouch(undefined)}
                onPointerEnter={() => places.onTouch(index)}
                onPointerLeave={() => places.onTouch(undefined)}
              >
                {told}
              </UnstyledButton>
            )}
          </li>
        );
      })}
    </ol>
  );
}
