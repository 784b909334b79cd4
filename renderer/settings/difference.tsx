// Two texts line by line: what went, what came, and a few lines around it.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import classes from './difference.module.css';
import { type DiffPart, diffParts } from './line-diff.ts';

interface DifferenceProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

export function Difference({ before, after, label }: DifferenceProps) {
  const parts = useMemo(() => diffParts(before, after), [before, after]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region for each would be a landmark for each
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={classes.difference} role="group" aria-label={label} tabIndex={0}>
      {parts.map((part) => (
        <Part key={part.at} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: DiffPart }) {
  const t = useTranslations('settings.prompts');
  switch (part.type) {
    case 'left-out':
      return <p className={classes.leftOut}>{t('unchanged', { count: part.count })}</p>;
    case 'same':
      return <pre className={classes.same}>{part.lines.join('\n')}</pre>;
    case 'removed':
      return (
        <del className={classes.removed}>
          <pre>{part.lines.join('\n')}</pre>
        </del>
      );
    case 'added':
      return (
        <ins className={classes.added}>
          <pre>{part.lines.join('\n')}</pre>
        </ins>
      );
  }
}
