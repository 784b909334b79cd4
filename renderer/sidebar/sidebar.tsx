// The left column: a new conversation, the search, the conversations, the mode.

import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Conversation, FoundConversation } from '../../shared/conversations.ts';
import { useKeys } from '../commands/use-keys.ts';
import { useConversations } from '../state/conversations.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { IconAction } from '../ui/icon-action.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { UndoToast } from '../ui/undo-toast.tsx';
import { chooseImports } from './choose-imports.ts';
import { ConversationList } from './conversation-list.tsx';
import { ImportsNotice } from './imports-notice.tsx';
import { ModeLine } from './mode-line.tsx';
import { Places } from './places.tsx';
import { SearchField } from './search-field.tsx';
import classes from './sidebar.module.css';
import { type ConversationActions, useConversationActions } from './use-conversation-actions.ts';
import { focusTabStop } from './use-list-keys.ts';

export function Sidebar() {
  const t = useTranslations('sidebar');
  const app = useTranslations('app');
  const goTo = useView((view) => view.goTo);
  const newKeys = useKeys('new');
  const brand = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { actions, deleted, error } = useConversationActions();
  const latest = deleted.at(-1);
  return (
    <nav className={classes.sidebar} aria-label={t('label')}>
      <div className={classes.head}>
        <div className={classes.brand} ref={brand}>
          <span className={classes.name}>{app('name')}</span>
          <IconAction label={t('imports.choose')} onClick={chooseImports}>
            <IconFileImport size={16} stroke={1.5} aria-hidden />
          </IconAction>
        </div>
        <Button
          variant="default"
          size="sm"
          justify="flex-start"
          leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
          aria-keyshortcuts={newKeys.aria}
          title={newKeys.text}
          onClick={() => goTo(undefined)}
        >
          {t('new')}
        </Button>
        <SearchField onLeave={() => focusTabStop(list.current)} />
      </div>
      {error !== undefined && (
        <div className={classes.error}>
          <ErrorNotice error={error} />
        </div>
      )}
      <ImportsNotice onDropped={() => brand.current?.querySelector('button')?.focus()} />
      <div className={classes.middle}>
        <Conversations list={list} actions={actions} />
      </div>
      <Places />
      <ModeLine />
      <UndoToast
        undoable={
          latest && {
            key: latest.id,
            message: t('deleted', { count: deleted.length, title: latest.title }),
            undoLabel: t('undo'),
            onUndo: actions.undo,
            onGone: actions.forgetDeleted,
          }
        }
      />
    </nav>
  );
}

interface ConversationsProps {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly actions: ConversationActions;
}

function Conversations(props: ConversationsProps) {
  const t = useTranslations('sidebar');
  const { all, isLoaded, error, search, load, setSearch } = useConversations();
  const found = useFound();
  const isSearching = search.trim() !== '';
  if (error !== undefined && (!isLoaded || (isSearching && found === undefined))) {
    return (
      <div className={classes.error}>
        <ErrorNotice error={error} onRecover={() => (isLoaded ? setSearch(search) : load())} />
      </div>
    );
  }
  if (!isLoaded) {
    return <Loading words={t('loading')} />;
  }
  return (
    <>
      <p className={classes.count} role="status">
        {isSearching && found !== undefined && found.length > 0
          ? t('found', { count: found.length })
          : ''}
      </p>
      {isSearching && found?.length === 0 && (
        <Nothing title={t('nothingFound')} hint={t('nothingFoundHint', { words: search.trim() })} />
      )}
      {all.length === 0 && !isSearching && (
        <Nothing title={t('empty')} hint={t('emptyHint')}>
          <TextButton onClick={chooseImports}>{t('imports.choose')}</TextButton>
        </Nothing>
      )}
      <ConversationList conversations={all} found={found} {...props} />
    </>
  );
}

/** What the search found, as the conversations are now: renamed ones renamed, deleted ones gone. */
function useFound(): readonly FoundConversation[] | undefined {
  const all = useConversations((conversations) => conversations.all);
  const found = useConversations((conversations) => conversations.found);
  return useMemo(() => {
    const byId = new Map(all.map((conversation) => [conversation.id, conversation]));
    return found?.flatMap((one) => {
      const conversation = byId.get(one.conversation.id);
      return conversation === undefined ? [] : [asNow(one, conversation)];
    });
  }, [all, found]);
}

function asNow({ conversation, found }: FoundConversation, now: Conversation): FoundConversation {
  const isStale = found?.in === 'title' && conversation.title !== now.title;
  return { conversation: now, found: isStale ? undefined : found };
}

interface NothingProps {
  readonly title: string;
  readonly hint: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

function Nothing({ title, hint, children }: NothingProps) {
  return (
    <div className={classes.nothing}>
      <div role="status">
        <p className={classes.nothingTitle}>{title}</p>
        <p>{hint}</p>
      </div>
      {children}
    </div>
  );
}

/** The widths of the bars that stand for titles, in per cent. */
const BARS = [72, 54, 81, 63, 46];

function Loading({ words }: { readonly words: string }) {
  return (
    <div className={classes.loading} role="status" aria-label={words}>
      {BARS.map((width) => (
        <div key={width} className={classes.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
