// The gallery before anything was made: what to do, and a sample that makes something.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import { requestIn } from '../../shared/samples.ts';
import { engine } from '../api/client.ts';
import { showBegun } from '../state/begin-run.ts';
import { useOverview } from '../state/overview.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import classes from './empty-gallery.module.css';

export function EmptyGallery() {
  const t = useTranslations('gallery.empty');
  const language = useLocale();
  const samples = useOverview((state) => state.overview?.samples);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport>();
  const begin = async (id: string) => {
    setBusy(true);
    setError(await showBegun(engine.runs.startSample({ id, language })));
    setBusy(false);
  };
  const sample = samples?.find(({ files }) => files.some(({ kind }) => kind === 'image'));
  return (
    <div className={classes.empty}>
      <h2>{t('title')}</h2>
      <p>{t('hint')}</p>
      <div className={classes.actions}>
        <Button size="sm" onClick={() => useView.getState().goTo(undefined)}>
          {t('new')}
        </Button>
        {sample && (
          <Button size="sm" variant="default" loading={isBusy} onClick={() => begin(sample.id)}>
            {t('sample', { request: requestIn(sample, language) })}
          </Button>
        )}
      </div>
      {error && <ErrorNotice error={error} />}
    </div>
  );
}
