// The screen of settings: what conducts, the connections to language models, plans, prompts, privacy.

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { ControllersOverview } from '../../shared/controller-listing.ts';
import { ScreenFrame, WithAllWords } from '../shell/screen-frame.tsx';
import { useControllers } from '../state/controllers.ts';
import { Connections } from './connections.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { LanguageModel } from './language-model.tsx';
import { Plans } from './plans.tsx';
import { Privacy } from './privacy.tsx';
import { Prompts } from './prompts.tsx';

export function SettingsScreen() {
  return (
    <WithAllWords>
      <Settings />
    </WithAllWords>
  );
}

function Settings() {
  const t = useTranslations('settings');
  const { overview, error, load } = useControllers();
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <ScreenFrame title={t('title')} error={error} onRetry={load} loading={t('loading')}>
      {overview && <Content overview={overview} />}
    </ScreenFrame>
  );
}

function Content({ overview }: { readonly overview: ControllersOverview }) {
  return (
    <>
      <LanguageModel overview={overview} />
      <Connections connections={overview.connections} />
      <Plans isReviewed={overview.reviewPlans} />
      <Prompts />
      <Privacy />
      <DesktopSection />
    </>
  );
}
