// The Hub's models: what to look for, and what the Hub said. Nothing is asked before the person says so,
// since each question leaves this machine.

import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { HUB_SEARCH_KINDS } from '../../shared/hub-models.ts';
import type { OfflineReason } from '../../shared/model-listing.ts';
import { isTaskType, TASK_TYPES } from '../../shared/tasks.ts';
import { AREAS, abilitiesByArea } from '../chat/areas.ts';
import screen from '../shell/screen-body.module.css';
import { useHubSearch } from '../state/hub-search.ts';
import { useTaskName } from '../ui/task-names.ts';
import { HubResults } from './hub-results.tsx';
import classes from './hub-search.module.css';

/** The heading; what begins a search elsewhere on the screen leads to it. */
export const HUB_HEADING = 'models-hub';
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
      <HubResults offline={offline} />
    </section>
  );
}

function TaskChoice() {
  const t = useTranslations('models.hub');
  const areaName = useTranslations('chat.start.areas');
  const taskName = useTaskName();
  const { draft, change } = useHubSearch();
  const byArea = abilitiesByArea(TASK_TYPES);
  const groups = AREAS.map((area) => ({
    group: areaName(area),
    items: (byArea.get(area) ?? []).map((type) => ({ value: type, label: taskName(type) })),
  }));
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
