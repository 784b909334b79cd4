// The field of words: it is looked up on Enter, or after a short pause. Escape empties it.

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGallery } from '../state/gallery.ts';
import classes from './filters.module.css';

/** Milliseconds of silence before it is looked up. */
const PAUSE = 250;

export function SearchWords() {
  const t = useTranslations('gallery');
  const field = useRef<HTMLInputElement>(null);
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
    <TextInput
      ref={field}
      className={classes.words ?? ''}
      size="sm"
      role="searchbox"
      aria-label={t('search')}
      placeholder={t('searchHint')}
      maxLength={1000}
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={
        words !== '' && (
          <CloseButton
            size={24}
            aria-label={t('clearSearch')}
            onClick={() => {
              writeAtOnce('');
              field.current?.focus();
            }}
          />
        )
      }
      value={words}
      onChange={({ currentTarget }) => write(currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
