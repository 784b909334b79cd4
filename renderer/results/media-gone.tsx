// A file that can't be loaded any more, as a sentence in the place of a broken picture.

import { IconFileOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import classes from './media-gone.module.css';

export function MediaGone({ file }: { readonly file: NamedArtefact }) {
  const t = useTranslations('results.gone');
  return (
    <p className={classes.gone}>
      <IconFileOff size={16} stroke={1.5} aria-hidden />
      <span>{t(file.artefact.kind, { name: file.name })}</span>
    </p>
  );
}
