// The way to the screen of models.

import { IconCube } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { MODELS_ADDRESS, useView } from '../state/view.ts';
import classes from './sidebar.module.css';

export function ModelsLink() {
  const t = useTranslations('sidebar');
  const isOpen = useView((view) => view.screen === 'models');
  const openModels = useView((view) => view.openModels);
  const onClick = (event: MouseEvent) => {
    // With a modifier it is a link like any other, to a tab or window of its own.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openModels();
    }
  };
  return (
    <div className={classes.places}>
      <a
        className={classes.place}
        href={MODELS_ADDRESS}
        aria-current={isOpen ? 'page' : undefined}
        onClick={onClick}
      >
        <IconCube size={16} stroke={1.5} aria-hidden />
        {t('models')}
      </a>
    </div>
  );
}
