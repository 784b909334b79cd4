// The screen of all files that were made and given: what is looked for, the grid, and what opens over it.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import type { ArtefactId } from '../../shared/media.ts';
import { WithAllWords } from '../shell/screen-frame.tsx';
import { ScreenHeader } from '../shell/screen-header.tsx';
import { useNoDrop } from '../shell/use-no-drop.ts';
import { isFiltered, useGallery } from '../state/gallery.ts';
import { useOverview } from '../state/overview.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Compare } from './compare.tsx';
import { EmptyGallery } from './empty-gallery.tsx';
import { Filters } from './filters.tsx';
import { GalleryGrid, type GalleryGridProps } from './gallery-grid.tsx';
import classes from './gallery-screen.module.css';
import { GallerySkeleton } from './gallery-skeleton.tsx';
import { ItemViewer } from './item-viewer.tsx';
import { NothingFound } from './nothing-found.tsx';
import { PickBar } from './pick-bar.tsx';
import { useGoToComposer } from './use-go-to-composer.ts';
import { useUpToDate } from './use-up-to-date.ts';

export function GalleryScreen() {
  return (
    <WithAllWords>
      <Gallery />
    </WithAllWords>
  );
}

function Gallery() {
  const t = useTranslations('gallery');
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState<ArtefactId>();
  const [isComparing, setComparing] = useState(false);
  const [closed, setClosed] = useState(0);
  const gallery = useGallery((state) => state.gallery);
  const error = useGallery((state) => state.error);
  useNoDrop();
  useGoToComposer();
  useUpToDate();
  useEffect(() => {
    // The list beside it says the mode; the sample of an empty gallery is from there.
    void useOverview.getState().load();
  }, []);
  const items = gallery?.items ?? [];
  const index = items.findIndex(({ artefact }) => artefact.id === opened);
  const open = ({ artefact }: GalleryItem) => {
    useGallery.getState().setActive(artefact.id);
    setOpened(artefact.id);
  };
  const close = () => {
    setOpened(undefined);
    setClosed(closed + 1);
  };
  return (
    <div className={classes.screen}>
      <ScreenHeader title={t('title')} />
      <section ref={setScroller} className={classes.body} aria-label={t('title')}>
        {error && (
          <div className={classes.error}>
            <ErrorNotice error={error} onRecover={() => useGallery.getState().load()} />
          </div>
        )}
        {gallery === undefined && error === undefined && <GallerySkeleton />}
        {gallery !== undefined && scroller !== null && (
          <Found {...{ items, scroller, closed }} onOpen={open} />
        )}
      </section>
      <PickBar onCompare={() => setComparing(true)} />
      {index >= 0 && <ItemViewer items={items} index={index} onShow={open} onClose={close} />}
      {isComparing && <Compare onClose={() => setComparing(false)} />}
    </div>
  );
}

function Found(props: GalleryGridProps) {
  const filters = useGallery((state) => state.filters);
  const isNothing = props.items.length === 0;
  if (isNothing && !isFiltered(filters)) {
    return <EmptyGallery />;
  }
  return (
    <>
      <Filters count={props.items.length} />
      {isNothing ? <NothingFound /> : <GalleryGrid {...props} />}
    </>
  );
}
