// How this person wants the screen: colours, contrast, text size, language. Each choice holds at once.

import { useMediaQuery, useReducedMotion } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import screen from '../shell/screen-body.module.css';
import { APPEARANCES, CONTRASTS, TEXT_SIZES, usePreferences } from '../state/preferences.ts';
import { useFormat } from '../ui/format.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/languages.ts';
import classes from './appearance.module.css';
import { AppearanceChoice } from './appearance-choice.tsx';
import { AppearancePreview } from './appearance-preview.tsx';

export function AppearanceSection() {
  const t = useTranslations('appearance');
  return (
    <section aria-labelledby="settings-appearance">
      <div className={screen.head}>
        <h2 id="settings-appearance">{t('title')}</h2>
        <p className={screen.aside}>{t('where')}</p>
      </div>
      <div className={screen.rows}>
        <Colours />
        <Contrast />
        <TextSize />
        <Languages />
        <Motion />
      </div>
    </section>
  );
}

function Colours() {
  const t = useTranslations();
  const { appearance, setAppearance } = usePreferences();
  return (
    <AppearanceChoice
      title={t('appearance.colours')}
      choices={APPEARANCES.map((value) => ({ value, words: t(`app.appearances.${value}`) }))}
      chosen={appearance}
      onChoose={setAppearance}
    />
  );
}

function Contrast() {
  const t = useTranslations('appearance.contrast');
  const { contrast, setContrast } = usePreferences();
  const { sentences } = useFormat();
  const wantsMore = useMediaQuery('(prefers-contrast: more)');
  const isForced = useMediaQuery('(forced-colors: active)');
  return (
    <AppearanceChoice
      title={t('title')}
      hint={isForced ? t('forced') : sentences(t('hint'), t(wantsMore ? 'asked' : 'notAsked'))}
      choices={CONTRASTS.map((value) => ({ value, words: t(`choices.${value}`) }))}
      chosen={contrast}
      onChoose={setContrast}
    />
  );
}

function TextSize() {
  const t = useTranslations('appearance.textSize');
  const { textSize, setTextSize } = usePreferences();
  return (
    <AppearanceChoice
      title={t('title')}
      hint={t('hint')}
      choices={TEXT_SIZES.map((value) => ({ value, words: t('choice', { size: value / 100 }) }))}
      chosen={textSize}
      onChoose={setTextSize}
    >
      <AppearancePreview />
    </AppearanceChoice>
  );
}

function Languages() {
  const t = useTranslations('appearance');
  const { language, setLanguage } = usePreferences();
  return (
    <AppearanceChoice
      title={t('language')}
      choices={LANGUAGES.map((value) => ({ value, words: LANGUAGE_NAMES[value], lang: value }))}
      chosen={language}
      onChoose={setLanguage}
    />
  );
}

function Motion() {
  const t = useTranslations('appearance.motion');
  const isReduced = useReducedMotion();
  return (
    <div className={classes.choice}>
      <p className={classes.title}>{t('title')}</p>
      <p className={classes.hint}>{t(isReduced ? 'reduced' : 'full')}</p>
    </div>
  );
}
