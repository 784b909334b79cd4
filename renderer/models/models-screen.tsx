// The screen of models: this machine, what is being fetched, what is installed, what is recommended.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelsOverview } from '../../shared/model-listing.ts';
import { ScreenFrame, WithAllWords } from '../shell/screen-frame.tsx';
import { useModels } from '../state/models.ts';
import { useOverview } from '../state/overview.ts';
import { DownloadAnnouncer } from './download-announcer.tsx';
import { Downloads } from './downloads.tsx';
import { HubSearch } from './hub-search.tsx';
import { InstallById } from './install-by-id.tsx';
import { InstalledModels } from './installed-models.tsx';
import { Machine } from './machine.tsx';
import { ModelCardDialog } from './model-card.tsx';
import { ModelFilter, NothingFound } from './model-filter.tsx';
import { Offers } from './offers.tsx';
import { useFound } from './use-found.ts';
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
  const { installed, offers, count } = useFound(overview.listings, words.trim());
  const canFetch = overview.offline === undefined;
  const isSearching = words.trim() !== '';
  return (
    <>
      <Machine overview={overview} />
      <Downloads />
      <ModelFilter words={words} count={count} onChange={setWords} />
      {isSearching && count === 0 && <NothingFound words={words.trim()} />}
      {(!isSearching || installed.length > 0) && (
        <InstalledModels listings={installed} canFetch={canFetch} />
      )}
      {offers.size > 0 && <Offers offers={offers} canFetch={canFetch} isOpen={isSearching} />}
      <HubSearch offline={overview.offline} />
      <InstallById canFetch={canFetch} />
    </>
  );
}
