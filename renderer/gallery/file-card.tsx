// A file that is no picture, in short: its kind, a hint of what is in it, its name.

import { useTranslations } from 'use-intl';
import type { GalleryItem } from '../../shared/gallery.ts';
import { readTable } from '../results/delimited.ts';
import { clock } from '../results/numbers.ts';
import { useBeginning } from '../results/use-beginning.ts';
import { useFormat } from '../ui/format.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import classes from './tile.module.css';

export function FileCard({ item }: { readonly item: GalleryItem }) {
  const t = useTranslations('gallery');
  const { bytes } = useFormat();
  const { kind, size } = item.artefact;
  return (
    <span className={classes.card}>
      <span className={classes.kind}>
        <KindIcon kind={kind} />
        <span>{t(`kinds.${kind}`)}</span>
        <span className={classes.size}>{bytes(size)}</span>
      </span>
      <span className={classes.hint} aria-hidden>
        <Hint item={item} />
      </span>
      <span className={classes.name}>{item.name}</span>
    </span>
  );
}

function Hint({ item }: { readonly item: GalleryItem }) {
  const { kind, duration } = item.artefact;
  switch (kind) {
    case 'text':
    case 'table':
      return <WrittenHint item={item} />;
    case 'audio':
    case 'video':
      return duration !== undefined && <span className={classes.clock}>{clock(duration)}</span>;
    case 'image':
      return null; // a picture that can't be shown
  }
}

/** Bytes that fill a card. */
const FEW_BYTES = 600;

function WrittenHint({ item }: { readonly item: GalleryItem }) {
  const { text = '' } = useBeginning(item, FEW_BYTES);
  if (item.artefact.kind === 'text') {
    return text;
  }
  const { columns, rows } = readTable(text, { isWhole: item.artefact.size <= FEW_BYTES });
  return [columns, ...rows]
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => cells.join(' · '))
    .join('\n');
}
