// The Hub's models: what to look for, and what the Hub said. Nothing is asked before the person says so,
// since each question leaves this machine.

import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { HUB_SEARCH_KINDS, type HubQuery } from '../../shared/hub-models.ts';
import type { OfflineReason } from '../../shared/model-listing.ts';
import { isTaskType } from '../../shared/tasks.ts';
import screen from '../shell/screen-body.module.css';
import { useHubSearch } from '../state/hub-search.ts';
import { HubResults } from './hub-results.tsx';
import classes from './hub-search.module.css';
import { useFilters } from './use-filters.ts';
import { useTaskOptions } from './use-task-options.ts';

const HUB_HEADING = 'models-hub';
const NOTE = 'models-hub-note';

export function HubSearch({ offline }: { readonly offline: OfflineReason | undefined }) {
  const t = useTranslations('models.hub');
  const { draft, change, search } = useHubSearch();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void search();
  };
  return (
    <section aria-labelledby={HUB_HEADING}>
      <div className={screen.head}>
        <h2 id={HUB_HEADING} tabIndex={-1}>
          {t('title')}
        </h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      <search aria-labelledby={HUB_HEADING}>
        <form className={classes.form} onSubmit={submit}>
          <TextInput
            className={classes.words ?? ''}
            type="search"
            size="sm"
            label={t('words')}
            placeholder={t('example')}
            maxLength={200}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            value={draft.text}
            onChange={({ currentTarget }) => change({ text: currentTarget.value })}
          />
          <TaskChoice />
          <SegmentedControl
            className={classes.kind ?? ''}
            classNames={{ indicator: classes.chosen }}
            size="sm"
            aria-label={t('kind')}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
            data={HUB_SEARCH_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
          <Button type="submit" size="sm" variant="default" aria-describedby={NOTE}>
            {t('search')}
          </Button>
        </form>
      </search>
      <p id={NOTE} className={classes.note}>
        {t(offline === undefined ? 'sent' : `offline.${offline}`)}
      </p>
      <FilterNote />
      <HubResults offline={offline} />
    </section>
  );
}

/** Begins a search from elsewhere on the screen, and leads to where it is answered. */
export function searchHub(query: Partial<HubQuery>): void {
  const { change, search } = useHubSearch.getState();
  change(query);
  document.getElementById(HUB_HEADING)?.focus();
  void search();
}

function TaskChoice() {
  const t = useTranslations('models.hub');
  const { draft, change } = useHubSearch();
  const groups = useTaskOptions();
  return (
    <NativeSelect
      className={classes.task ?? ''}
      size="sm"
      label={t('task')}
      data={[{ value: '', label: t('anyTask') }, ...groups]}
      value={draft.task ?? ''}
      onChange={({ currentTarget: { value } }) =>
        change({ task: isTaskType(value) ? value : undefined })
      }
    />
  );
}

/** What of the screen's filters the Hub is asked for, what is sifted here, and what can't be told. */
function FilterNote() {
  const t = useTranslations('models.filters.hub');
  const { bytes, licence, language, isOpen, fits } = useFilters().filters;
  const isCommercial = licence === 'commercial';
  const isAsked =
    language !== undefined || isOpen === true || (licence !== undefined && !isCommercial);
  const isUnknown = bytes !== undefined || fits === true;
  const words = [isAsked && t('asked'), isCommercial && t('sifted'), isUnknown && t('unknown')];
  const said = words.filter((sentence) => sentence !== false);
  return said.length === 0 ? null : <p className={classes.note}>{said.join(' ')}</p>;
}
