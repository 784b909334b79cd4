// The buttons over the graph: nearer, farther, everything.

import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { IconAction } from '../ui/icon-action.tsx';
import classes from './graph-view.module.css';
import type { Camera } from './use-camera.ts';

const ICON = { size: 16, stroke: 1.5, 'aria-hidden': true };

export function GraphControls({ camera }: { readonly camera: Camera }) {
  const t = useTranslations('graph');
  return (
    <div className={classes.controls} role="toolbar" aria-label={t('zoom')}>
      <IconAction label={t('zoomIn')} onClick={camera.zoomIn}>
        <IconPlus {...ICON} />
      </IconAction>
      <IconAction label={t('zoomOut')} onClick={camera.zoomOut}>
        <IconMinus {...ICON} />
      </IconAction>
      <IconAction label={t('fit')} onClick={camera.showAll}>
        <IconArrowsMaximize {...ICON} />
      </IconAction>
    </div>
  );
}
