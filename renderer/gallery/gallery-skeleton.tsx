// Tiles without content while the gallery is looked up.

import { useTranslations } from 'use-intl';
import classes from './empty-gallery.module.css';

/** Proportions of the tiles. */
const TILES = [1.4, 0.8, 1.6, 1.2, 1, 1.8, 0.7, 1.3, 1.5, 1.1];

export function GallerySkeleton() {
  const t = useTranslations('gallery');
  return (
    <div role="status" className={classes.skeleton}>
      <p>{t('loading')}</p>
      {TILES.map((proportion) => (
        <div
          key={proportion}
          style={{ flexGrow: proportion, flexBasis: `${proportion * 160}px` }}
        />
      ))}
    </div>
  );
}
