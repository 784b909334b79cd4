// NVIDIA's libraries for ONNX Runtime, where they are missing: how large they are, the button that fetches
// them, and how far that is.

import { Button, Progress, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CudaOffer, CudaProgress } from '../../shared/model-listing.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { stageOf, timeLeft, useCudaInstall } from './cuda-install.ts';
import classes from './cuda-row.module.css';
import { useAmount } from './use-amount.ts';

const REASON = 'models-cuda-reason';

export function CudaRow({ offer }: { readonly offer: CudaOffer }) {
  const t = useTranslations('models.machine.cuda');
  const { progress, error, begin, cancel } = useCudaInstall();
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <span className={classes.name}>{t('title')}</span>
        <span className={classes.state}>
          {progress === undefined ? <Missing offer={offer} /> : <Numbers progress={progress} />}
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
      {progress !== undefined && <Bar progress={progress} />}
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

interface ProgressProps {
  readonly progress: CudaProgress;
}

function Numbers({ progress }: ProgressProps) {
  const t = useTranslations('models.machine.cuda');
  const downloads = useTranslations('models.downloads');
  const { bytes, duration } = useFormat();
  const amount = useAmount();
  const stage = stageOf(progress);
  const { done, total, bytesPerSecond = 0 } = progress;
  const left = timeLeft(progress);
  const words = [
    amount(done, total),
    bytesPerSecond > 0 && downloads('speed', { bytes: bytes(bytesPerSecond) }),
    left !== undefined && downloads('left', { time: duration(left) }),
  ];
  return (
    <>
      <VisuallyHidden role="status">{t(`stages.${stage}`)}</VisuallyHidden>
      <span aria-hidden={stage !== 'fetching'}>
        {stage === 'fetching'
          ? words.filter((word) => word !== false).join(' · ')
          : t(`stages.${stage}`)}
      </span>
    </>
  );
}

function Bar({ progress: { done, total } }: ProgressProps) {
  const t = useTranslations('models.machine.cuda');
  return (
    <Progress
      className={classes.bar ?? ''}
      size={4}
      value={total === 0 ? 0 : (done / total) * 100}
      color="var(--accent)"
      aria-label={t('progress')}
    />
  );
}
