// The buttons that enlarge pictures.

import { IconArrowsMinimize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { IconAction } from '../ui/icon-action.tsx';
import { LARGEST, WHOLE, type Zoom, zoomBy } from './zoom.ts';
import { type ChangeZoom, STEP } from './zoom-keys.ts';
import classes from './zoom-stage.module.css';

interface ZoomButtonsProps {
  readonly zoom: Zoom;
  readonly onZoom: ChangeZoom;
}

export function ZoomButtons({ zoom, onZoom }: ZoomButtonsProps) {
  const t = useTranslations('gallery.viewer');
  const isWhole = zoom.scale === 1;
  const out = { 'aria-disabled': isWhole, 'data-off': isWhole };
  const isLargest = zoom.scale === LARGEST;
  return (
    <span className={classes.buttons}>
      <IconAction
        label={t('zoomOut')}
        onClick={() => onZoom((now) => zoomBy(now, 1 / STEP))}
        {...out}
      >
        <IconZoomOut size={18} stroke={1.5} aria-hidden />
      </IconAction>
      <IconAction
        label={t('zoomIn')}
        onClick={() => onZoom((now) => zoomBy(now, STEP))}
        aria-disabled={isLargest}
        data-off={isLargest}
      >
        <IconZoomIn size={18} stroke={1.5} aria-hidden />
      </IconAction>
      <IconAction label={t('whole')} onClick={() => onZoom(() => WHOLE)} {...out}>
        <IconArrowsMinimize size={18} stroke={1.5} aria-hidden />
      </IconAction>
    </span>
  );
}
