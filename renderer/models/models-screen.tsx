// The screen of models: this machine, what is being fetched, what is installed, what is recommended.

import { useEffect, useState } from 'react';
import { IntlProvider, useLocale, useTranslations } from 'use-intl';
import type { ModelsOverview } from '../../shared/model-listing.ts';
import classes from '../shell/screen-body.module.css';
import { ScreenHeader } from '../shell/screen-header.tsx';
import { useNoDrop } from '../shell/use-no-drop.ts';
import { useModels } from '../state/models.ts';
import { useOverview } from '../state/overview.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ALL_MESSAGES } from '../words/all-messages.ts';
import { DownloadAnnouncer } from './download-announcer.tsx';
import { Downloads } from './downloads.tsx';
import { InstallById } from './install-by-id.tsx';
import { InstalledModels } from './installed-models.tsx';
import { Machine } from './machine.tsx';
import { ModelFilter, NothingFound } from './model-filter.tsx';
import { Offers } from './offers.tsx';
import { useFound } from './use-found.ts';
import { useModelNews } from './use-model-news.ts';

/** Its words came with it; those around it did not have them. */
export function ModelsScreen() {
  const locale = useLocale();
  return (
    <IntlProvider locale={locale} messages={ALL_MESSAGES[locale]}>
      <Models />
    </IntlProvider>
  );
}

function Models() {
  const t = useTranslations('models');
  const { overview, error, load } = useModels();
  useModelNews();
  useNoDrop();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new overview may mean new abilities
  useEffect(() => {
    // What can be done changes with the models; headings here and the first screen tell of it.
    void useOverview.getState().load();
  }, [overview]);
  return (
    <div className={classes.screen}>
      <ScreenHeader title={t('title')} />
      <div className={classes.body}>
        <div className={classes.column}>
          {error && <ErrorNotice error={error} onRecover={load} />}
          {overview ? <Content overview={overview} /> : !error && <Loading />}
        </div>
      </div>
      <DownloadAnnouncer />
    </div>
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
      <InstallById canFetch={canFetch} />
    </>
  );
}

/** The widths of the bars that stand for lines, in per cent. */
const BARS = [22, 58, 46, 71, 64, 52];

function Loading() {
  const t = useTranslations('models');
  return (
    <div role="status" className={classes.loading}>
      <p>{t('loading')}</p>
      {BARS.map((width) => (
        <div key={width} className={classes.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
