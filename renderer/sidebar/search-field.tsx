// The field that searches all conversations. Escape empties it, the arrow down goes on to what was found; the
// way to it is a command (focus-search.ts).

import { useDebouncedCallback } from '@mantine/hooks';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useKeys } from '../commands/use-keys.ts';
import { useConversations } from '../state/conversations.ts';
import { SearchInput } from '../ui/search-input.tsx';
import classes from './sidebar.module.css';

/** Milliseconds of silence before it is searched. */
const PAUSE = 150;

export const SEARCH_FIELD_ID = 'search-conversations';

export function SearchField({ onLeave }: { readonly onLeave: () => void }) {
  const t = useTranslations('sidebar');
  const keys = useKeys('search');
  const field = useRef<HTMLInputElement>(null);
  const setSearch = useConversations((conversations) => conversations.setSearch);
  const [words, setWords] = useState(() => useConversations.getState().search);
  const searchSoon = useDebouncedCallback(setSearch, PAUSE);
  const write = (text: string) => {
    setWords(text);
    searchSoon(text);
    if (text === '') {
      searchSoon.flush();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && words !== '') {
      event.stopPropagation();
      write('');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <SearchInput
      field={field}
      id={SEARCH_FIELD_ID}
      className={classes.search ?? ''}
      aria-label={t('search')}
      aria-keyshortcuts={keys.aria}
      title={keys.text && `${t('search')} (${keys.text})`}
      placeholder={t('search')}
      words={words}
      onWrite={write}
      clearLabel={t('clearSearch')}
      onClear={() => write('')}
      onKeyDown={onKeyDown}
    />
  );
}
