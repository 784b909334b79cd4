// The field that leaves only the models that have the words in it.

import { CloseButton, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import classes from '../shell/screen-body.module.css';
import { useHubSearch } from '../state/hub-search.ts';
import { TextButton } from '../ui/text-button.tsx';
import { HUB_HEADING } from './hub-search.tsx';

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
      <TextInput
        type="search"
        size="sm"
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={words}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSection={
          words !== '' && (
            <CloseButton size="sm" aria-label={t('clearFilter')} onClick={() => onChange('')} />
          )
        }
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
  const { change, search } = useHubSearch();
  const askHub = () => {
    change({ text: words, task: undefined });
    document.getElementById(HUB_HEADING)?.focus(); // what it says appears there
    void search();
  };
  return (
    <div className={classes.nothing}>
      <p className={classes.nothingTitle}>{t('nothingFound')}</p>
      <p>{t('nothingFoundHint', { words })}</p>
      <TextButton onClick={askHub}>{t('hub.searchFor', { words })}</TextButton>
    </div>
  );
}
