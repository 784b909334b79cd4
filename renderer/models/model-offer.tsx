// One recommended model: what it is, what it takes, and the button that fetches it.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelListing } from '../../shared/model-listing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { useModelCard } from '../state/model-card.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { useDescription } from '../ui/use-description.ts';
import { FitBadge } from './fit-badge.tsx';
import { InstallAction } from './install-action.tsx';
import classes from './model-row.module.css';
import { useInstall } from './use-install.ts';
import { useLanguageNames } from './use-language-names.ts';

interface ModelOfferProps {
  readonly type: TaskType;
  readonly listing: ModelListing;
  readonly canFetch: boolean;
}

export function ModelOffer({ type, listing, canFetch }: ModelOfferProps) {
  const t = useTranslations('models');
  const note = useId();
  const description = useDescription();
  const install = useInstall(listing.id);
  const { id, sizes, summary, installed, dtype } = listing;
  const size = sizes[type];
  const format = listing.formats.find((one) => one.dtype === dtype);
  return (
    <li className={classes.model} data-folded>
      <div className={classes.words}>
        <div className={classes.top}>
          {size !== undefined && <span className={classes.size}>{t(`offers.sizes.${size}`)}</span>}
          <button
            type="button"
            className={`${classes.id} ${classes.opener}`}
            aria-label={t('card.open', { model: id })}
            aria-haspopup="dialog"
            onClick={() => useModelCard.getState().open({ id })}
          >
            {id}
          </button>
        </div>
        {summary !== undefined && (
          <p className={classes.summary}>{description(summary) ?? summary}</p>
        )}
        <p className={classes.facts}>
          <Facts listing={listing} bytes={format?.bytes} />
          {format !== undefined && <FitBadge id={note} dtype={format.dtype} fit={format.fit} />}
        </p>
        {install.error && <ErrorNotice error={install.error} />}
      </div>
      <div className={classes.action}>
        <InstallAction
          install={install}
          isInstalled={installed !== undefined && installed.missing.length === 0}
          canFetch={canFetch}
          label={t('offers.installOne', { model: id })}
          note={note}
          onInstall={() => install.begin({ dtype })}
        />
      </div>
    </li>
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
  const languageNames = useLanguageNames();
  const facts = [
    bytes === undefined ? t('noBytes') : `${format.bytes(bytes)} (${dtype})`,
    licence === undefined ? t('noLicence') : t('licence', { licence }),
    languageNames(languages),
  ];
  return facts
    .filter((fact) => fact !== undefined)
    .map((fact) => (
      <span key={fact} className={classes.fact}>
        {fact}
      </span>
    ));
}
