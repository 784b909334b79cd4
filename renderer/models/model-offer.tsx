// One recommended model: what it is, what it takes, and the button that fetches it.

import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { DownloadState } from '../../shared/library.ts';
import type { ModelListing } from '../../shared/model-listing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { FitBadge } from './fit-badge.tsx';
import { OFFLINE_NOTE } from './machine.tsx';
import classes from './model-offer.module.css';
import { useInstall } from './use-install.ts';

interface ModelOfferProps {
  readonly type: TaskType;
  readonly listing: ModelListing;
  readonly canFetch: boolean;
}

export function ModelOffer({ type, listing, canFetch }: ModelOfferProps) {
  const t = useTranslations('models.offers');
  const note = useId();
  const { isBusy, download, error, begin } = useInstall(listing.id);
  const { id, sizes, summary, installed, dtype } = listing;
  const size = sizes[type];
  const format = listing.formats.find((one) => one.dtype === dtype);
  return (
    <li className={classes.model}>
      <div className={classes.words}>
        <div className={classes.top}>
          {size !== undefined && <span className={classes.size}>{t(`sizes.${size}`)}</span>}
          <span className={classes.id}>{id}</span>
        </div>
        {summary !== undefined && <p className={classes.summary}>{summary}</p>}
        <p className={classes.facts}>
          <Facts listing={listing} bytes={format?.bytes} />
          {format !== undefined && <FitBadge id={note} dtype={format.dtype} fit={format.fit} />}
        </p>
        {error && <ErrorNotice error={error} />}
      </div>
      <div className={classes.action}>
        {installed !== undefined && installed.missing.length === 0 ? (
          <span className={classes.installed}>
            <IconCheck className={classes.tick} size={16} stroke={1.75} aria-hidden />
            {t('isInstalled')}
          </span>
        ) : download === undefined ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            disabled={!canFetch}
            aria-label={t('installOne', { model: id })}
            aria-describedby={canFetch ? note : OFFLINE_NOTE}
            onClick={() => begin({ dtype })}
          >
            {t('install')}
          </Button>
        ) : (
          <Share download={download} />
        )}
      </div>
    </li>
  );
}

/** How far it is; the rest is among the downloads. */
function Share({ download: { doneBytes, totalBytes } }: { readonly download: DownloadState }) {
  const t = useTranslations('models.offers');
  const { share } = useFormat();
  return (
    <span className={classes.under}>
      {t('under')} {totalBytes > 0 && share(doneBytes / totalBytes)}
    </span>
  );
}

interface FactsProps {
  readonly listing: ModelListing;
  /** Of the format that would be fetched, where that is known. */
  readonly bytes: number | undefined;
}

function Facts({ listing: { licence, languages, dtype }, bytes }: FactsProps) {
  const t = useTranslations('models.offers');
  const format = useFormat();
  const names = useLanguageNames(languages);
  const facts = [
    bytes === undefined ? t('noBytes') : `${format.bytes(bytes)} (${dtype})`,
    licence === undefined ? t('noLicence') : t('licence', { licence }),
    names,
  ];
  return facts
    .filter((fact) => fact !== undefined)
    .map((fact) => (
      <span key={fact} className={classes.fact}>
        {fact}
      </span>
    ));
}

/** Languages written out; the others are counted. */
const NAMED = 3;

function useLanguageNames(codes: readonly string[]): string | undefined {
  const t = useTranslations('models.offers');
  const locale = useLocale();
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const named = codes.slice(0, NAMED).map((code) => nameOf(code, names));
  const shown = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(named);
  const more = codes.length - named.length;
  if (codes.length === 0) {
    return undefined;
  }
  return more > 0 ? t('moreLanguages', { names: shown, count: more }) : shown;
}

/** As it is where it is no code of a language. */
function nameOf(code: string, names: Intl.DisplayNames): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
