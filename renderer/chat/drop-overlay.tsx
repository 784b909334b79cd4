// Files dropped or pasted anywhere in the window are attached; while they are dragged it says so.

import { useLocale, useTranslations } from 'use-intl';
import classes from './drop-overlay.module.css';
import { useWindowFiles } from './use-window-files.ts';

export function DropOverlay() {
  const t = useTranslations('chat.drop');
  const locale = useLocale();
  const dragged = useWindowFiles();
  if (dragged === undefined) {
    return null;
  }
  const kinds = dragged.map(({ kind, count }) => t(`kinds.${kind}`, { count }));
  const files = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(kinds);
  return (
    <div className={classes.overlay}>
      <div className={classes.card}>
        <p className={classes.title}>{t('title', { files })}</p>
        <p className={classes.hint}>{t('hint')}</p>
      </div>
    </div>
  );
}
