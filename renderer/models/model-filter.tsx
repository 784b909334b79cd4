// The field that leaves only the models that have the words in it.

import { VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import classes from '../shell/screen-body.module.css';
import { SearchInput } from '../ui/search-input.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { searchHub } from './hub-search.tsx';

interface ModelFilterProps {
  readonly words: string;
  /** Models that have them. */
  readonly count: number;
  readonly onChange: (words: string) => void;
}

export function ModelFilter({ words, count, onChange }: ModelFilterProps) {
  const t = useTranslations('models');
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onChange('');
  return (
    <search className={classes.filter}>
      <SearchInput
        aria-label={t('filter')}
        placeholder={t('filter')}
        words={words}
        onWrite={onChange}
        clearLabel={t('clearFilter')}
        onClear={() => onChange('')}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={classes.matches}>
        {words.trim() !== '' &&
          // What is seen where there is none stands below.
          (count > 0 ? (
            t('matches', { count })
          ) : (
            <VisuallyHidden>{t('matches', { count })}</VisuallyHidden>
          ))}
      </p>
    </search>
  );
}

/** Nothing here is as the filters want it. */
export function NothingPasses() {
  const t = useTranslations('models.filters');
  return (
    <div className={classes.nothing} role="status">
      <p className={classes.nothingTitle}>{t('nothing')}</p>
      <p>{t('nothingHint')}</p>
    </div>
  );
}

export function NothingFound({ words }: { readonly words: string }) {
  const t = useTranslations('models');
  return (
    <div className={classes.nothing}>
      <p className={classes.nothingTitle}>{t('nothingFound')}</p>
      <p>{t('nothingFoundHint', { words })}</p>
      <TextButton onClick={() => searchHub({ text: words, task: undefined })}>
        {t('hub.searchFor', { words })}
      </TextButton>
    </div>
  );
}
