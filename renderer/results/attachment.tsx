// A file that came with a request: its thumbnail and name. A click shows it: pictures in the viewer,
// recordings play where they are, the rest opens over the page.

import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';
import classes from './attachment.module.css';
import { FileDialog } from './file-dialog.tsx';
import { MediaGone } from './media-gone.tsx';
import { clock } from './numbers.ts';
import { PictureViewer } from './picture-viewer.tsx';
import { Thumbnail } from './thumbnail.tsx';
import { useFacts } from './use-facts.ts';
import { usePlayer } from './use-player.ts';

interface AttachmentProps {
  readonly file: NamedArtefact;
  /** A chip is one line; a card shows more of the picture, and the facts. */
  readonly size?: 'chip' | 'card' | undefined;
}

export function Attachment({ file, size = 'chip' }: AttachmentProps) {
  return file.artefact.kind === 'audio' ? (
    <PlayedAttachment file={file} size={size} />
  ) : (
    <OpenedAttachment file={file} size={size} />
  );
}

function OpenedAttachment({ file, size }: AttachmentProps) {
  const t = useTranslations('results.attachment');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <UnstyledButton className={classes.attachment} data-size={size} onClick={() => setOpen(true)}>
        <VisuallyHidden>{t('open')} </VisuallyHidden>
        <Thumbnail file={file} size={size === 'card' ? 64 : 24} />
        <Caption file={file} size={size} />
      </UnstyledButton>
      {isOpen &&
        (file.artefact.kind === 'image' ? (
          <PictureViewer file={file} onClose={close} />
        ) : (
          <FileDialog file={file} onClose={close} />
        ))}
    </>
  );
}

function PlayedAttachment({ file, size }: AttachmentProps) {
  const t = useTranslations('results.attachment');
  const { ref, isPlaying, at, isGone, toggle } = usePlayer();
  const Icon = isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: recordings have no captions; what is said in them is a task of its own */}
      <audio ref={ref} src={mediaUrl(file)} preload="none" />
      {isGone ? (
        <MediaGone file={file} />
      ) : (
        <UnstyledButton className={classes.attachment} data-size={size} onClick={toggle}>
          <VisuallyHidden>{t(isPlaying ? 'pause' : 'play')} </VisuallyHidden>
          <span className={classes.play} data-size={size}>
            <Icon size={size === 'card' ? 20 : 14} aria-hidden />
          </span>
          <Caption file={file} size={size} at={isPlaying ? at : undefined} />
        </UnstyledButton>
      )}
    </>
  );
}

interface CaptionProps extends AttachmentProps {
  /** Seconds that have been played. */
  readonly at?: number | undefined;
}

function Caption({ file, size, at }: CaptionProps) {
  const facts = useFacts();
  const { duration } = file.artefact;
  const isShort = size === 'chip';
  return (
    <span className={classes.caption}>
      <span className={classes.name}>{file.name}</span>
      {at !== undefined || (isShort && duration !== undefined) ? (
        <span className={classes.facts}>{clock(at ?? duration ?? 0)}</span>
      ) : (
        !isShort && <span className={classes.facts}>{facts(file)}</span>
      )}
    </span>
  );
}
