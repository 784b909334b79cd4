// A number between 0 and 1 as a bar; the number itself stands beside it in words.

import classes from './score-bar.module.css';

interface ScoreBarProps {
  readonly score: number;
  /** The one that matters among several. */
  readonly isChief?: boolean;
}

export function ScoreBar({ score, isChief = false }: ScoreBarProps) {
  return (
    <span className={classes.bar} data-chief={isChief} aria-hidden>
      <span style={{ width: `${score * 100}%` }} />
    </span>
  );
}
