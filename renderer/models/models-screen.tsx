// The screen of models: this machine, what is being fetched, what is installed, what is recommended.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelsOverview } from '../../shared/model-listing.ts';
import { ScreenFrame, WithAllWords } from '../shell/screen-frame.tsx';
import { useDiskUse } from '../state/disk-use.ts';
import { useModels } from '../state/models.ts';
import { useOverview } from '../state/overview.ts';
import { useTaskChoices } from '../state/task-choices.ts';
import { DiskUseSection } from './disk-use.tsx';
import { DownloadAnnouncer } from './download-announcer.tsx';
import { Downloads } from './downloads.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HubSearch } from './hub-search.tsx';
import { InstallById } from './install-by-id.tsx';
import { InstalledModels } from './installed-models.tsx';
import { Machine } from './machine.tsx';
import { ModelCardDialog } from './model-card.tsx';
import { ModelFilter, NothingFound, NothingPasses } from './model-filter.tsx';
import { Offers } from './offers.tsx';
import { useFilters } from './use-filters.ts';
import { useFound } from './use-found.ts';
import { useHubFilters } from './use-hub-filters.ts';
import { useModelNews } from './use-model-news.ts';

export function ModelsScreen() {
  return (
    <WithAllWords>
      <Models />
    </WithAllWords>
  );
}

function Models() {
  const t = useTranslations('models');
  const { overview, error, load } = useModels();
  useModelNews();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new overview may mean new abilities
  useEffect(() => {
    // What can be done changes with the models; headings here and the first screen tell of it.
    void useOverview.getState().load();
    void useTaskChoices.getState().load();
    void useDiskUse.getState().load();
  }, [overview]);
  return (
    <>
      <ScreenFrame title={t('title')} error={error} onRetry={load} loading={t('loading')}>
        {overview && <Content overview={overview} />}
      </ScreenFrame>
      <ModelCardDialog offline={overview?.offline} />
      <DownloadAnnouncer />
    </>
  );
}

function Content({ overview }: { readonly overview: ModelsOverview }) {
  const [words, setWords] = useState('');
  const { filters, isFiltering } = useFilters();
  const { installed, offers, types, count } = useFound(overview.listings, words.trim(), filters);
  useHubFilters(filters);
  const canFetch = overview.offline === undefined;
  const isSearching = words.trim() !== '';
  const isNarrowed = isSearching || isFiltering;
  return (
    <>
      <Machine overview={overview} />
      <Downloads />
      <ModelFilter words={words} count={count} onChange={setWords} />
      <FilterBar listings={overview.listings} />
      {isSearching && count === 0 && <NothingFound words={words.trim()} />}
      {!isSearching && isFiltering && count === 0 && <NothingPasses />}
      {(!isNarrowed || installed.length > 0) && (
        <InstalledModels listings={installed} canFetch={canFetch} />
      )}
      {types.length > 0 && (
        <Offers
          {...{ types, offers, canFetch }}
          isOpen={isSearching || filters.task !== undefined}
        />
      )}
      <DiskUseSection />
      <HubSearch offline={overview.offline} />
      <InstallById canFetch={canFetch} />
    </>
  );
}
