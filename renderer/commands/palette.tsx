// The palette: a field, and under it all that can be done or opened and fits what is typed.

import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useCommandLayer } from '../state/command-layer.ts';
import { useConversations } from '../state/conversations.ts';
import { useOverview } from '../state/overview.ts';
import { useRecentCommands } from '../state/recent-commands.ts';
import { useRuns } from '../state/runs.ts';
import { useShortcuts } from '../state/shortcuts.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { perform } from './command-list.ts';
import { type FoundGroup, foundGroups } from './found-items.ts';
import { LayerDialog } from './layer-dialog.tsx';
import { LayerField } from './layer-field.tsx';
import classes from './palette.module.css';
import type { PaletteItem } from './palette-item.ts';
import { paletteItems } from './palette-items.ts';
import { PaletteList } from './palette-list.tsx';
import { useFoundContents } from './use-found-contents.ts';

export function Palette() {
  const t = useTranslations('commands');
  const chosen = useRef<PaletteItem>(undefined);
  const onClosed = () => {
    useCommandLayer.getState().close();
    // Once the focus is back where it was, so that a command may move it on.
    if (chosen.current !== undefined) {
      void perform(chosen.current);
    }
  };
  return (
    <LayerDialog label={t('title')} command="palette" size="palette" onClosed={onClosed}>
      {(close) => (
        <PaletteContent
          onChosen={(item) => {
            chosen.current = item;
            useRecentCommands.getState().use(item.key);
            close();
          }}
        />
      )}
    </LayerDialog>
  );
}

function PaletteContent({ onChosen }: { readonly onChosen: (item: PaletteItem) => void }) {
  const t = useTranslations('commands');
  const listId = useId();
  const { error, typed } = useCommandLayer();
  const [active, setActive] = useState(0);
  const groups = useGroups(typed);
  const items = groups.flatMap((group) => group.items);
  const current = Math.min(active, items.length - 1);
  const item = items[current];
  useScrolledTo(optionId(listId, current));
  const choose = (wanted: PaletteItem | undefined) => {
    if (wanted !== undefined && wanted.why === undefined) {
      onChosen(wanted);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const goal = placeAfterKey(event.key, current, items.length);
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (goal !== undefined) {
      event.preventDefault();
      setActive(goal);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(item);
    }
  };
  return (
    <>
      <LayerField
        label={t('field')}
        size="palette"
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={item && optionId(listId, current)}
        onTyped={() => setActive(0)}
        onKeyDown={onKeyDown}
      />
      {error !== undefined && (
        <div className={classes.error}>
          <ErrorNotice error={error} />
        </div>
      )}
      <PaletteList
        {...{ listId, groups, active: current }}
        optionId={(place) => optionId(listId, place)}
        onPoint={setActive}
        onChoose={choose}
      />
      <div role="status">
        {items.length === 0 ? (
          <p className={classes.nothing}>{t('nothing', { words: typed.trim() })}</p>
        ) : (
          <VisuallyHidden>{t('count', { count: items.length })}</VisuallyHidden>
        )}
      </div>
    </>
  );
}

function optionId(listId: string, place: number): string {
  return `${listId}-${place}`;
}

/** Undefined for keys that lead nowhere here. */
function placeAfterKey(key: string, place: number, count: number): number | undefined {
  const goal = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 8, PageUp: place - 8 }[
    key
  ];
  if (goal === undefined || count === 0) {
    return undefined;
  }
  const isStep = key.startsWith('Arrow');
  return isStep ? (goal + count) % count : Math.max(0, Math.min(count - 1, goal));
}

function useGroups(typed: string): readonly FoundGroup[] {
  const language = useLocale();
  const chosen = useShortcuts((shortcuts) => shortcuts.chosen);
  const conversations = useConversations(({ all }) => all);
  const samples = useOverview(({ overview }) => overview?.samples) ?? [];
  const recent = useRecentCommands(({ keys }) => keys);
  // What can be done follows from where the runs are.
  useRuns(({ runs }) => runs);
  const items = paletteItems({ language, chosen, conversations, samples });
  const groups = foundGroups(items, typed, recent);
  const shown = new Set(groups.flatMap((group) => group.items.map(({ key }) => key)));
  const contents = useFoundContents(typed).filter(({ key }) => !shown.has(key));
  return contents.length === 0 ? groups : [...groups, { group: 'contents', items: contents }];
}

function useScrolledTo(id: string): void {
  useEffect(() => {
    document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
}
