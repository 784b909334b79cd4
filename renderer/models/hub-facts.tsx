// A model of the Hub in a line: downloads, likes, licence, languages, terms, when it was changed.

import { IconCheck, IconLock } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'use-intl';
import type { HubModel, HubQuery } from '../../shared/hub-models.ts';
import { useModels } from '../state/models.ts';
import classes from './model-row.module.css';
import { useLanguageNames } from './use-language-names.ts';

interface HubFactsProps {
  readonly model: HubModel;
  /** What was searched for; the other place to run is then worth a word. */
  readonly kind?: HubQuery['kind'];
}

export function HubFacts({ model, kind }: HubFactsProps) {
  const t = useTranslations('models');
  const isHere = useModels(({ overview }) =>
    overview?.listings.some(({ id, installed }) => id === model.id && installed !== undefined),
  );
  const words = useFacts(model, kind);
  return (
    <>
      {isHere === true && (
        <span className={classes.fact}>
          <IconCheck className={classes.tick} size={14} stroke={1.75} aria-hidden />
          {t('offers.isInstalled')}
        </span>
      )}
      {model.gated !== undefined && (
        <span className={classes.fact}>
          <IconLock size={14} stroke={1.75} aria-hidden />
          {t(`hub.gated.${model.gated}`)}
        </span>
      )}
      {words.map((fact) => (
        <span key={fact} className={classes.fact}>
          {fact}
        </span>
      ))}
    </>
  );
}

function useFacts(model: HubModel, kind: HubQuery['kind'] | undefined): readonly string[] {
  const t = useTranslations('models');
  const locale = useLocale();
  const languageNames = useLanguageNames();
  const { downloads, likes, licence, languages, updatedAt, isOnnx } = model;
  const short = new Intl.NumberFormat(locale, { notation: 'compact' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const providers = model.providers.filter(({ isLive }) => isLive).length;
  return [
    t('hub.downloads', { count: downloads, amount: short.format(downloads) }),
    t('hub.likes', { count: likes, amount: short.format(likes) }),
    licence === undefined ? t('offers.noLicence') : t('offers.licence', { licence }),
    languageNames(languages),
    updatedAt === undefined ? undefined : t('hub.updated', { day: day.format(updatedAt) }),
    kind === 'onnx' || providers === 0 ? undefined : t('hub.providers', { count: providers }),
    kind === 'hosted' && isOnnx ? t('hub.alsoHere') : undefined,
  ].filter((fact) => fact !== undefined);
}
