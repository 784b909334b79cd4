// A file of any kind in full.

import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { AudioPlayer } from '../results/audio-player.tsx';
import { MediaGone } from '../results/media-gone.tsx';
import { TableView } from '../results/table-view.tsx';
import { useBeginning } from '../results/use-beginning.ts';
import { VideoPlayer } from '../results/video-player.tsx';
import classes from './item-viewer.module.css';
import type { Zoom } from './zoom.ts';
import type { ChangeZoom } from './zoom-keys.ts';
import { ZoomStage } from './zoom-stage.tsx';

interface ShownFileProps {
  readonly file: NamedArtefact;
  readonly zoom: Zoom;
  readonly onZoom: ChangeZoom;
}

export function ShownFile({ file, zoom, onZoom }: ShownFileProps) {
  switch (file.artefact.kind) {
    case 'image':
      return <ZoomStage file={file} zoom={zoom} onZoom={onZoom} />;
    case 'audio':
      return (
        <div className={`${classes.page} ${classes.player}`}>
          <AudioPlayer file={file} />
        </div>
      );
    case 'video':
      return (
        <div className={`${classes.page} ${classes.player}`}>
          <VideoPlayer file={file} />
        </div>
      );
    case 'table':
      return (
        <div className={classes.page}>
          <TableView file={file} />
        </div>
      );
    case 'text':
      return <TextPage file={file} />;
  }
}

/** Bytes of a text that are shown. */
const MOST_BYTES = 256 * 1024;

function TextPage({ file }: { readonly file: NamedArtefact }) {
  const t = useTranslations('results');
  const { text, isGone } = useBeginning(file, MOST_BYTES);
  if (isGone) {
    return <MediaGone file={file} />;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.page} aria-label={file.name} tabIndex={0}>
      <pre className={classes.text}>{text}</pre>
      {file.artefact.size > MOST_BYTES && <p className={classes.more}>{t('beginningOnly')}</p>}
    </section>
  );
}
