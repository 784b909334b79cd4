// The number formats that a model of the Hub can be fetched in, each with its size and a button.

import { VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelCard } from '../../shared/hub-models.ts';
import { DTYPES, type Dtype } from '../../shared/inference.ts';
import type { OfflineReason } from '../../shared/model-listing.ts';
import { useModels } from '../state/models.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { FitBadge } from './fit-badge.tsx';
import { InstallAction } from './install-action.tsx';
import classes from './model-card.module.css';
import { useInstall } from './use-install.ts';

interface CardFormatsProps {
  readonly card: Pick<ModelCard, 'model' | 'sizes'>;
  /** That the person named; else the one that is installed by default. */
  readonly revision: string | undefined;
  readonly offline: OfflineReason | undefined;
}

export function CardFormats({ card: { model, sizes }, revision, offline }: CardFormatsProps) {
  const t = useTranslations('models');
  const [begun, setBegun] = useState(false);
  const formats = DTYPES.flatMap((dtype) => {
    const bytes = sizes[dtype];
    return bytes === undefined ? [] : [{ dtype, bytes }];
  }).toSorted((a, b) => a.bytes - b.bytes);
  return (
    <section aria-labelledby="card-formats">
      <h3 id="card-formats">{t('card.formats.title')}</h3>
      {formats.length === 0 ? (
        <p className={classes.soft}>{t('card.formats.none')}</p>
      ) : (
        <ul className={classes.formats}>
          {formats.map((format) => (
            <Format
              key={format.dtype}
              {...format}
              {...{ id: model.id, revision }}
              canFetch={offline === undefined}
              onBegun={() => setBegun(true)}
            />
          ))}
        </ul>
      )}
      {formats.length > 0 && offline !== undefined && (
        <p className={classes.soft}>{t(`machine.offline.${offline}`)}</p>
      )}
      <VisuallyHidden role="status">{begun && t('byId.begun', { model: model.id })}</VisuallyHidden>
    </section>
  );
}

interface FormatProps {
  readonly id: string;
  readonly dtype: Dtype;
  readonly bytes: number;
  readonly revision: string | undefined;
  readonly canFetch: boolean;
  readonly onBegun: () => void;
}

function Format({ id, dtype, bytes, revision, canFetch, onBegun }: FormatProps) {
  const t = useTranslations('models.card.formats');
  const format = useFormat();
  const install = useInstall(id, dtype);
  const known = useModels(({ overview }) =>
    overview?.listings.find((listing) => listing.id === id),
  )?.formats.find((one) => one.dtype === dtype);
  const note = `card-fit-${dtype}`;
  const row = useRef<HTMLLIElement>(null);
  const begin = async () => {
    if (await install.begin({ dtype, revision })) {
      row.current?.focus(); // the button goes, and the dialog keeps what is pressed next
      onBegun();
    }
  };
  return (
    <li ref={row} tabIndex={-1} className={classes.format}>
      <span className={classes.dtype}>{dtype}</span>
      <span className={classes.bytes}>{format.bytes(bytes)}</span>
      <span className={classes.fit}>
        {known && <FitBadge id={note} dtype={dtype} fit={known.fit} />}
      </span>
      <InstallAction
        install={install}
        isInstalled={known?.isInstalled === true}
        canFetch={canFetch}
        label={t('installOne', { model: id, dtype })}
        note={known && note}
        onInstall={begin}
      />
      {install.error && <ErrorNotice error={install.error} />}
    </li>
  );
}
