// A video with the browser's own controls.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';
import { MediaGone } from './media-gone.tsx';
import { pauseOthers } from './use-player.ts';
import classes from './video-player.module.css';

export function VideoPlayer({ file }: { readonly file: NamedArtefact }) {
  const t = useTranslations('results.video');
  const [isGone, setGone] = useState(false);
  const { width, height } = file.artefact;
  if (isGone) {
    return <MediaGone file={file} />;
  }
  return (
    <video
      className={classes.video}
      src={mediaUrl(file)}
      controls
      preload="metadata"
      aria-label={t('label', { name: file.name })}
      {...(width !== undefined && height !== undefined && { width, height })}
      onPlay={({ currentTarget }) => pauseOthers(currentTarget)}
      onError={() => setGone(true)}
    />
  );
}
