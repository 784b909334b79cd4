// The field that searches all conversations. / or Ctrl-F (Cmd-F) goes to it, Escape empties it, the
// arrow down goes on to what was found.

import { useDebouncedCallback } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConversations } from '../state/conversations.ts';
import { useView } from '../state/view.ts';
import { SearchInput } from '../ui/search-input.tsx';
import classes from './sidebar.module.css';

/** Milliseconds of silence before it is searched. */
const PAUSE = 150;

/** Milliseconds in which the sidebar has come in, where it lay outside a narrow page. */
const OPENING = 1000;

export function SearchField({ onLeave }: { readonly onLeave: () => void }) {
  const t = useTranslations('sidebar');
  const field = useRef<HTMLInputElement>(null);
  const setSearch = useConversations((conversations) => conversations.setSearch);
  const [words, setWords] = useState(() => useConversations.getState().search);
  const searchSoon = useDebouncedCallback(setSearch, PAUSE);
  useSearchKeys(() => {
    useView.getState().setSidebarOpen(true);
    selectWhenShown(field.current, performance.now() + OPENING);
  });
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
      className={classes.search ?? ''}
      aria-label={t('search')}
      aria-keyshortcuts="/ Control+F Meta+F"
      placeholder={t('search')}
      words={words}
      onWrite={write}
      clearLabel={t('clearSearch')}
      onClear={() => write('')}
      onKeyDown={onKeyDown}
    />
  );
}

function useSearchKeys(onWanted: () => void): void {
  const latest = useRef(onWanted);
  latest.current = onWanted;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const isFind = key.toLowerCase() === 'f' && ctrlKey !== metaKey && !event.shiftKey && !altKey;
      const isSlash = key === '/' && !ctrlKey && !metaKey && !altKey && !isWriting(target);
      if (isFind || isSlash) {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** What is not shown yet does not take the focus. */
function selectWhenShown(field: HTMLInputElement | null, until: number): void {
  if (field?.checkVisibility({ visibilityProperty: true }) === true) {
    field.select();
  } else if (performance.now() < until) {
    requestAnimationFrame(() => selectWhenShown(field, until));
  }
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"] *'))
  );
}
