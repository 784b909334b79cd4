// A file as a small picture: what it shows, or the sign of its kind.

import { rem } from '@mantine/core';
import { useState } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import { previewUrl } from '../api/upload.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import classes from './thumbnail.module.css';

interface ThumbnailProps {
  readonly file: NamedArtefact;
  /** Pixels of both sides. */
  readonly size: number;
}

export function Thumbnail({ file, size }: ThumbnailProps) {
  const [isGone, setGone] = useState(false);
  const isPicture = file.artefact.kind === 'image' && !isGone;
  return (
    <span className={classes.thumbnail} style={{ width: rem(size), height: rem(size) }}>
      {isPicture ? (
        <img
          src={previewUrl(file, size * 2)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setGone(true)}
        />
      ) : (
        <KindIcon kind={file.artefact.kind} size={size > 40 ? 24 : 16} />
      )}
    </span>
  );
}
