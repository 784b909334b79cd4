// Under the grid: the pictures that were picked, and the way to compare them.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useGallery } from '../state/gallery.ts';
import classes from './pick-bar.module.css';

export function PickBar({ onCompare }: { readonly onCompare: () => void }) {
  const t = useTranslations('gallery.compare');
  const [first, second] = useGallery((state) => state.picked);
  // The empty region is there from the beginning, since screen readers tell what comes into it.
  return (
    <div className={classes.bar} data-empty={first === undefined}>
      <p role="status">
        {first !== undefined &&
          (second === undefined
            ? t('one', { name: first.name })
            : t('two', { first: first.name, second: second.name }))}
      </p>
      {first !== undefined && (
        <div className={classes.actions}>
          <Button size="compact-sm" variant="subtle" onClick={() => useGallery.getState().letGo()}>
            {t('letGo')}
          </Button>
          {second !== undefined && (
            <Button size="compact-sm" onClick={onCompare}>
              {t('start')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
