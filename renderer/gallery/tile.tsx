// One file in the grid: a picture as it is, anything else as a card that tells what it is about.

import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import { previewUrl } from '../api/upload.ts';
import { isPicked, useGallery } from '../state/gallery.ts';
import { useFormat } from '../ui/format.ts';
import { FileCard } from './file-card.tsx';
import classes from './tile.module.css';

interface TileProps {
  readonly item: GalleryItem;
  readonly index: number;
  /** Pixels, as are the others. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly isActive: boolean;
}

export const Tile = memo(function Tile({ item, index, left, isActive, ...size }: TileProps) {
  const t = useTranslations('gallery');
  const { time } = useFormat();
  const [isGone, setGone] = useState(false);
  const isTaken = useGallery(({ picked }) => isPicked(picked, item));
  const { artefact, name, origin, at } = item;
  const isPicture = artefact.kind === 'image';
  const isShown = isPicture && !isGone;
  return (
    // biome-ignore lint/a11y: no table lays out such tiles; the grid listens to the keys
    <div
      role="gridcell"
      className={classes.tile}
      data-index={index}
      data-picked={isTaken}
      draggable
      tabIndex={isActive ? 0 : -1}
      {...(isPicture && { 'aria-selected': isTaken })}
      style={{ left, width: size.width }}
    >
      {isShown ? (
        <>
          <VisuallyHidden>{t('kinds.image')} </VisuallyHidden>
          <img
            src={previewUrl(item, previewSize(size))}
            alt=""
            draggable={false}
            decoding="async"
            onError={() => setGone(true)}
          />
          <span className={classes.caption}>{name}</span>
        </>
      ) : (
        <FileCard item={item} />
      )}
      <VisuallyHidden>
        {' '}
        {t('item', { origin: t(`origins.${origin}`), time: time(at) })}
      </VisuallyHidden>
      {isPicture && (
        <span className={classes.pick} data-pick aria-hidden title={t('pick', { name })}>
          <IconCheck size={14} stroke={2.5} aria-hidden />
        </span>
      )}
    </div>
  );
});

/** Few sizes, so that the engine makes few previews of each picture. */
const PREVIEWS = [320, 640, 1280];

function previewSize({ width, height }: { readonly width: number; readonly height: number }) {
  const wanted = Math.max(width, height) * devicePixelRatio;
  return PREVIEWS.find((pixels) => pixels >= wanted * 0.9) ?? 2048;
}
