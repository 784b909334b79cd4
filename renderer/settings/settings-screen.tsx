// The screen of settings: its sections, and the way to each (sections.ts).

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { ControllersOverview } from '../../shared/controller-listing.ts';
import type { SettingsOverview } from '../../shared/settings.ts';
import { ScreenFrame, WithAllWords } from '../shell/screen-frame.tsx';
import { useControllers } from '../state/controllers.ts';
import { useSettings } from '../state/settings.ts';
import { AppearanceSection } from './appearance.tsx';
import { Connections } from './connections.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { DrawingSection } from './drawing-section.tsx';
import { FoldersSection } from './folders-section.tsx';
import { Keys } from './keys.tsx';
import { LanguageModel } from './language-model.tsx';
import { ModeSection } from './mode-section.tsx';
import { Plans } from './plans.tsx';
import { Privacy } from './privacy.tsx';
import { Prompts } from './prompts.tsx';
import { useUpToDateRuns } from './runs-note.tsx';
import { SectionNav } from './section-nav.tsx';
import { ShortcutsLink } from './shortcuts-link.tsx';
import { Storage } from './storage.tsx';
import { useSectionFocus } from './use-section-focus.ts';

export function SettingsScreen() {
  return (
    <WithAllWords>
      <Settings />
    </WithAllWords>
  );
}

function Settings() {
  const t = useTranslations('settings');
  const controllers = useControllers();
  const settings = useSettings();
  useUpToDateRuns();
  const { load } = controllers;
  useEffect(() => {
    void load();
  }, [load]);
  const overviews = controllers.overview &&
    settings.overview && { controllers: controllers.overview, settings: settings.overview };
  return (
    <ScreenFrame
      title={t('title')}
      error={controllers.error ?? settings.error}
      onRetry={() => Promise.all([controllers.load(), settings.load()])}
      loading={t('loading')}
      aside={overviews && <SectionNav />}
    >
      {overviews && <Content {...overviews} />}
    </ScreenFrame>
  );
}

interface ContentProps {
  readonly controllers: ControllersOverview;
  readonly settings: SettingsOverview;
}

function Content({ controllers, settings }: ContentProps) {
  useSectionFocus();
  return (
    <>
      <ModeSection mode={settings.values.mode} />
      <DevicesSection overview={settings} />
      <DrawingSection drawing={settings.values.drawing} />
      <FoldersSection overview={settings} />
      <LanguageModel overview={controllers} />
      <Connections connections={controllers.connections} />
      <Keys />
      <Plans isReviewed={controllers.reviewPlans} />
      <Prompts />
      <AppearanceSection />
      <Privacy />
      <Storage />
      <ShortcutsLink />
      <Diagnostics />
      <DesktopSection />
    </>
  );
}
