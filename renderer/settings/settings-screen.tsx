// The screen of settings: what conducts, the connections to language models, plans, prompts.

import { useEffect } from 'react';
import { IntlProvider, useLocale, useTranslations } from 'use-intl';
import type { ControllersOverview } from '../../shared/controller-listing.ts';
import classes from '../shell/screen-body.module.css';
import { ScreenHeader } from '../shell/screen-header.tsx';
import { useNoDrop } from '../shell/use-no-drop.ts';
import { useControllers } from '../state/controllers.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ALL_MESSAGES } from '../words/all-messages.ts';
import { Connections } from './connections.tsx';
import { LanguageModel } from './language-model.tsx';
import { Plans } from './plans.tsx';
import { Prompts } from './prompts.tsx';

/** Its words came with it; those around it did not have them. */
export function SettingsScreen() {
  const locale = useLocale();
  return (
    <IntlProvider locale={locale} messages={ALL_MESSAGES[locale]}>
      <Settings />
    </IntlProvider>
  );
}

function Settings() {
  const t = useTranslations('settings');
  const { overview, error, load } = useControllers();
  useNoDrop();
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <div className={classes.screen}>
      <ScreenHeader title={t('title')} />
      <div className={classes.body}>
        <div className={classes.column}>
          {error && <ErrorNotice error={error} onRecover={load} />}
          {overview ? <Content overview={overview} /> : !error && <Loading />}
        </div>
      </div>
    </div>
  );
}

function Content({ overview }: { readonly overview: ControllersOverview }) {
  return (
    <>
      <LanguageModel overview={overview} />
      <Connections connections={overview.connections} />
      <Plans isReviewed={overview.reviewPlans} />
      <Prompts />
    </>
  );
}

/** The widths of the bars that stand for lines, in per cent. */
const BARS = [24, 61, 48, 68, 55];

function Loading() {
  const t = useTranslations('settings');
  return (
    <div role="status" className={classes.loading}>
      <p>{t('loading')}</p>
      {BARS.map((width) => (
        <div key={width} className={classes.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
