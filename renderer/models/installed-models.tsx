// The models that are on this machine.

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelListing } from '../../shared/model-listing.ts';
import screen from '../shell/screen-body.module.css';
import { useFormat } from '../ui/format.ts';
import { InstalledModel } from './installed-model.tsx';

interface InstalledModelsProps {
  readonly listings: readonly ModelListing[];
  readonly canFetch: boolean;
}

export function InstalledModels({ listings, canFetch }: InstalledModelsProps) {
  const t = useTranslations('models.installed');
  const { bytes } = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  const total = listings.reduce((sum, { installed }) => sum + (installed?.bytes ?? 0), 0);
  return (
    <section aria-labelledby="models-installed">
      <div className={screen.head}>
        <h2 id="models-installed" ref={heading} tabIndex={-1}>
          {t('title')}
        </h2>
        {listings.length > 0 && (
          <p className={screen.aside}>
            {t('count', { count: listings.length, bytes: bytes(total) })}
          </p>
        )}
      </div>
      {listings.length === 0 ? (
        <div className={screen.nothing}>
          <p className={screen.nothingTitle}>{t('empty')}</p>
          <p>{t('emptyHint')}</p>
        </div>
      ) : (
        <ul className={screen.rows}>
          {listings.map((listing) => (
            <InstalledModel
              key={listing.id}
              listing={listing}
              canFetch={canFetch}
              // The row goes with its buttons; the focus stays near.
              onRemoved={() => heading.current?.focus()}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
