// A table, a text or a video over the page, with its menu.

import { Modal } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import classes from './file-dialog.module.css';
import { FileLine } from './file-line.tsx';
import { MediaGone } from './media-gone.tsx';
import { TableView } from './table-view.tsx';
import { useBeginning } from './use-beginning.ts';
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
  const { text, isGone } = useBeginning(file, MOST_BYTES);
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
