// In place of the grid where nothing fits what is looked for.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useGallery } from '../state/gallery.ts';
import classes from './empty-gallery.module.css';

export function NothingFound() {
  const t = useTranslations('gallery');
  return (
    <div className={classes.empty}>
      <h2>{t('nothingFound')}</h2>
      <p>{t('nothingFoundHint')}</p>
      <Button size="compact-sm" variant="default" onClick={() => useGallery.getState().clear()}>
        {t('filters.clear')}
      </Button>
    </div>
  );
}
