// The files of the draft: on their way, there, or refused with the reason.

import { CloseButton, Progress } from '@mantine/core';
import { IconAlertCircle, IconFile, IconRefresh } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { previewUrl } from '../api/upload.ts';
import { draftOf, useComposer } from '../state/composer.ts';
import { type DraftFile, kindOf, type UploadProblem } from '../state/draft.ts';
import { usePictureNotes } from '../state/picture-notes.ts';
import { useErrorText } from '../ui/error-text.ts';
import { useFormat } from '../ui/format.ts';
import { IconAction } from '../ui/icon-action.tsx';
import { KindIcon } from '../ui/kind-icon.tsx';
import classes from './file-chips.module.css';
import { PictureNote } from './picture-note.tsx';

export function FileChips() {
  const t = useTranslations('chat.composer');
  const files = useComposer((composer) => draftOf(composer).files);
  return (
    files.length > 0 && (
      <ul className={classes.chips} aria-label={t('files')}>
        {files.map((file) => (
          <FileChip key={file.key} file={file} />
        ))}
      </ul>
    )
  );
}

function FileChip({ file }: { readonly file: DraftFile }) {
  const t = useTranslations('chat.composer');
  const { removeFile } = useComposer.getState();
  const { key, name, upload } = file;
  const note = usePictureNotes(({ notes }) =>
    upload.status === 'ready' ? notes[upload.file.artefact.id] : undefined,
  );
  return (
    <li className={classes.chip} data-status={upload.status} data-noted={note !== undefined}>
      <div className={classes.row}>
        <FileMark file={file} />
        <span className={classes.name} title={name}>
          {name}
        </span>
        <FileState file={file} />
        <CloseButton
          size="sm"
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={() => removeFile(key)}
        />
      </div>
      {note !== undefined && <PictureNote note={note} />}
      {upload.status === 'failed' && <ChipProblem file={file} problem={upload.problem} />}
      {upload.status === 'uploading' && (
        <Progress
          className={classes.progress}
          size={2}
          value={upload.fraction * 100}
          aria-label={name}
        />
      )}
    </li>
  );
}

function FileMark({ file }: { readonly file: DraftFile }) {
  const { upload } = file;
  const kind = kindOf(file);
  if (upload.status === 'failed') {
    return <IconAlertCircle className={classes.bad} size={16} stroke={1.75} aria-hidden />;
  }
  if (upload.status === 'ready' && kind === 'image') {
    return <img className={classes.thumb} src={previewUrl(upload.file, 64)} alt="" />;
  }
  return kind === undefined ? (
    <IconFile size={16} stroke={1.5} aria-hidden />
  ) : (
    <KindIcon kind={kind} />
  );
}

function FileState({ file: { upload, size } }: { readonly file: DraftFile }) {
  const t = useTranslations('chat.composer');
  const { bytes, share } = useFormat();
  switch (upload.status) {
    case 'waiting':
      return <span className={classes.state}>{t('waiting')}</span>;
    case 'uploading':
      return <span className={classes.state}>{share(upload.fraction)}</span>;
    case 'ready':
      return <span className={classes.state}>{bytes(size)}</span>;
    case 'failed':
      return null;
  }
}

interface ChipProblemProps {
  readonly file: DraftFile;
  readonly problem: UploadProblem;
}

function ChipProblem({ file: { key, name, size }, problem }: ChipProblemProps) {
  const t = useTranslations('chat.composer');
  const errorText = useErrorText();
  const { bytes } = useFormat();
  const { retryFile } = useComposer.getState();
  return (
    <div className={classes.problem} role="alert">
      <span>{sentenceOf()}</span>
      {problem.type === 'refused' && problem.error.recovery === 'retry' && (
        <IconAction label={t('retry', { name })} size={24} onClick={() => retryFile(key)}>
          <IconRefresh size={16} stroke={1.5} aria-hidden />
        </IconAction>
      )}
    </div>
  );

  function sentenceOf(): string {
    switch (problem.type) {
      case 'refused':
        return errorText(problem.error);
      case 'too-large':
        return t('tooLarge', { name, size: bytes(size), limit: bytes(problem.limit) });
      case 'folder':
        return t('folder', { name });
    }
  }
}
