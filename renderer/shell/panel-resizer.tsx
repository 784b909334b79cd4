// The edge between chat and panel: dragged, or moved with the arrow keys.

import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useTextScale } from '../state/preferences.ts';
import { useView } from '../state/view.ts';
import classes from './panel-resizer.module.css';

const WIDTH = { least: 320, most: 960, step: 24 };

export function PanelResizer() {
  const t = useTranslations('app');
  const width = useView((view) => view.panelWidth);
  const setPanelWidth = useView((view) => view.setPanelWidth);
  const scale = useTextScale();
  const setWidth = (pixels: number) =>
    setPanelWidth(Math.round(Math.max(WIDTH.least, Math.min(WIDTH.most, pixels))));
  const onPointerMove = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    if (currentTarget.hasPointerCapture(pointerId)) {
      setWidth((window.innerWidth - clientX) / scale);
    }
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const steps = { ArrowLeft: 1, ArrowRight: -1 }[key] ?? 0;
    if (steps !== 0) {
      setWidth(width + steps * WIDTH.step);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule is not moved; this is the window splitter of ARIA
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('resizePanel')}
      aria-valuemin={WIDTH.least}
      aria-valuemax={WIDTH.most}
      aria-valuenow={width}
      tabIndex={0}
      className={classes.resizer}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
