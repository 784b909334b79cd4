// The field of words: it is looked up on Enter, or after a short pause. Escape empties it.

import { useDebouncedCallback } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGallery } from '../state/gallery.ts';
import { SearchInput } from '../ui/search-input.tsx';
import classes from './filters.module.css';

/** Milliseconds of silence before it is looked up. */
const PAUSE = 250;

export function SearchWords() {
  const t = useTranslations('gallery');
  const search = useGallery((state) => state.filters.search);
  const [words, setWords] = useState(search);
  const lookUp = (text: string) => {
    if (text !== useGallery.getState().filters.search) {
      void useGallery.getState().change({ search: text });
    }
  };
  const lookUpSoon = useDebouncedCallback(lookUp, PAUSE);
  useEffect(() => {
    setWords(search); // all filters may have been cleared
  }, [search]);
  const write = (text: string) => {
    setWords(text);
    lookUpSoon(text);
  };
  const writeAtOnce = (text: string) => {
    lookUpSoon.cancel();
    setWords(text);
    lookUp(text);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') {
      writeAtOnce(words);
    } else if (key === 'Escape') {
      writeAtOnce('');
    }
  };
  return (
    <SearchInput
      className={classes.words ?? ''}
      aria-label={t('search')}
      placeholder={t('searchHint')}
      maxLength={1000}
      autoComplete="off"
      words={words}
      onWrite={write}
      clearLabel={t('clearSearch')}
      onClear={() => writeAtOnce('')}
      onKeyDown={onKeyDown}
    />
  );
}
