// One file over the whole window, with where it comes from beside it; the keys go on to its neighbours.

import { IconChevronLeft, IconChevronRight, IconInfoCircle } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import { ResultMenu } from '../results/result-menu.tsx';
import { useFormat } from '../ui/format.ts';
import { IconAction } from '../ui/icon-action.tsx';
import { KindIcon } from '../ui/kind-icon.tsx';
import { FileDetails } from './file-details.tsx';
import { FullDialog } from './full-dialog.tsx';
import classes from './item-viewer.module.css';
import { ShownFile } from './shown-file.tsx';
import { WHOLE } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';
import { takesKeys, zoomByKey } from './zoom-keys.ts';

interface ItemViewerProps {
  readonly items: readonly GalleryItem[];
  readonly index: number;
  readonly onShow: (item: GalleryItem) => void;
  readonly onClose: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

export function ItemViewer({ items, index, onShow, onClose }: ItemViewerProps) {
  const t = useTranslations('gallery.viewer');
  const { count } = useFormat();
  const [hasDetails, setDetails] = useState(true);
  const [zoom, setZoom] = useState(WHOLE);
  const item = items[index];
  if (item === undefined) {
    return null;
  }
  const move = (step: number) => {
    const next = items[index + step];
    if (next !== undefined) {
      setZoom(WHOLE);
      onShow(next);
    }
  };
  const isPicture = item.artefact.kind === 'image';
  const onKeyDown = (event: KeyboardEvent) => {
    if (isPicture) {
      zoomByKey(event, zoom, setZoom);
    }
    const step = STEPS[event.key];
    if (step !== undefined && !event.defaultPrevented && !takesKeys(event.target)) {
      event.preventDefault();
      move(step);
    }
  };
  const place = t('place', { index: count(index + 1), count: count(items.length) });
  return (
    <FullDialog
      label={t('label', { name: item.name, place })}
      closeLabel={t('close')}
      onClose={onClose}
      givesFocusBack={false}
      onKeyDown={onKeyDown}
      title={
        <>
          <KindIcon kind={item.artefact.kind} />
          <h2>{item.name}</h2>
          <span role="status">{place}</span>
        </>
      }
      tools={
        <>
          {isPicture && <ZoomButtons zoom={zoom} onZoom={setZoom} />}
          <IconAction
            label={t('previous')}
            aria-disabled={index === 0}
            data-off={index === 0}
            onClick={() => move(-1)}
          >
            <IconChevronLeft size={18} stroke={1.5} aria-hidden />
          </IconAction>
          <IconAction
            label={t('next')}
            aria-disabled={index === items.length - 1}
            data-off={index === items.length - 1}
            onClick={() => move(1)}
          >
            <IconChevronRight size={18} stroke={1.5} aria-hidden />
          </IconAction>
          <ResultMenu result={{ type: 'file', file: item }} />
          <IconAction
            label={t(hasDetails ? 'hideDetails' : 'showDetails')}
            aria-expanded={hasDetails}
            onClick={() => setDetails(!hasDetails)}
          >
            <IconInfoCircle size={18} stroke={1.5} aria-hidden />
          </IconAction>
        </>
      }
    >
      <div className={classes.body}>
        <div className={classes.stage}>
          <ShownFile key={item.artefact.id} file={item} zoom={zoom} onZoom={setZoom} />
        </div>
        {hasDetails && <FileDetails key={item.artefact.id} item={item} />}
      </div>
    </FullDialog>
  );
}
