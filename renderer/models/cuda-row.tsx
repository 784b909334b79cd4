// NVIDIA's libraries for ONNX Runtime, where they are missing: how large they are, the button that fetches
// them, and how far that is.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CudaOffer } from '../../shared/model-listing.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FetchBar, FetchNumbers } from '../ui/fetch-progress.tsx';
import { useFormat } from '../ui/format.ts';
import { useCudaInstall } from './cuda-install.ts';
import classes from './cuda-row.module.css';

const REASON = 'models-cuda-reason';

export function CudaRow({ offer }: { readonly offer: CudaOffer }) {
  const t = useTranslations('models.machine.cuda');
  const { progress, error, begin, cancel } = useCudaInstall();
  const stages = {
    asking: t('stages.asking'),
    fetching: t('stages.fetching'),
    finishing: t('stages.unpacking'),
  };
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <span className={classes.name}>{t('title')}</span>
        <span className={classes.state}>
          {progress === undefined ? (
            <Missing offer={offer} />
          ) : (
            <FetchNumbers progress={progress} stages={stages} />
          )}
        </span>
        {progress === undefined ? (
          <Button
            size="compact-sm"
            variant="default"
            disabled={!offer.canFetch}
            aria-label={t('installLabel')}
            aria-describedby={offer.canFetch ? undefined : REASON}
            onClick={begin}
          >
            {t('install')}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('cancelLabel')}
            onClick={cancel}
          >
            {t('cancel')}
          </Button>
        )}
      </div>
      {progress !== undefined && <FetchBar progress={progress} label={t('progress')} />}
      {!offer.canFetch && (
        <p id={REASON} className={classes.note}>
          {t('offline')}
        </p>
      )}
      {!offer.hasDriver && <p className={classes.note}>{t('noDriver')}</p>}
      {error && <ErrorNotice error={error} onRecover={begin} />}
    </div>
  );
}

function Missing({ offer }: { readonly offer: CudaOffer }) {
  const t = useTranslations('models.machine.cuda');
  const { bytes } = useFormat();
  return offer.bytes === undefined
    ? t('missing')
    : t('missingBytes', { bytes: bytes(offer.bytes) });
}
