// A table, a text or a video over the page, with its menu.

import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';
import classes from './file-dialog.module.css';
import { FileLine } from './file-line.tsx';
import { MediaGone } from './media-gone.tsx';
import { TableView } from './table-view.tsx';
import { VideoPlayer } from './video-player.tsx';

interface FileDialogProps {
  readonly file: NamedArtefact;
  readonly onClose: () => void;
}

export function FileDialog({ file, onClose }: FileDialogProps) {
  const t = useTranslations('app');
  return (
    <Modal
      opened
      onClose={onClose}
      title={file.name}
      size="xl"
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Content file={file} />
      <FileLine file={file} />
    </Modal>
  );
}

function Content({ file }: Pick<FileDialogProps, 'file'>) {
  switch (file.artefact.kind) {
    case 'video':
      return <VideoPlayer file={file} />;
    case 'table':
      return <TableView file={file} />;
    default:
      return <TextFile file={file} />;
  }
}

/** Bytes of a text that are shown. */
const MOST_BYTES = 256 * 1024;

function TextFile({ file }: Pick<FileDialogProps, 'file'>) {
  const t = useTranslations('results');
  const [text, setText] = useState<string>();
  const [isGone, setGone] = useState(false);
  const address = mediaUrl(file);
  useEffect(() => {
    const stop = new AbortController();
    const headers = { Range: `bytes=0-${MOST_BYTES - 1}` };
    fetch(address, { headers, signal: stop.signal }).then(
      async (response) => (response.ok ? setText(await response.text()) : setGone(true)),
      () => setGone(!stop.signal.aborted),
    );
    return () => stop.abort();
  }, [address]);
  if (isGone) {
    return <MediaGone file={file} />;
  }
  return (
    <>
      <pre className={classes.text}>{text}</pre>
      {file.artefact.size > MOST_BYTES && <p className={classes.more}>{t('beginningOnly')}</p>}
    </>
  );
}
