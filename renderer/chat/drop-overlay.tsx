// Files dropped or pasted anywhere in the window are attached, and exported conversations imported; while
// they are dragged it says so.

import { useTranslations } from 'use-intl';
import { useFormat } from '../ui/format.ts';
import classes from './drop-overlay.module.css';
import { useWindowFiles } from './use-window-files.ts';

export function DropOverlay() {
  const t = useTranslations('chat.drop');
  const imports = useTranslations('sidebar.imports');
  const { list } = useFormat();
  const dragged = useWindowFiles();
  if (dragged === undefined) {
    return null;
  }
  const { conversations } = dragged;
  const kinds = dragged.kinds.map(({ kind, count }) => t(`kinds.${kind}`, { count }));
  const files = list(kinds);
  const isImport = conversations > 0 && kinds.length === 0;
  return (
    <div className={classes.overlay}>
      <div className={classes.card}>
        <p className={classes.title}>
          {isImport ? imports('drop', { count: conversations }) : t('title', { files })}
        </p>
        <p className={classes.hint}>{isImport ? imports('dropHint') : t('hint')}</p>
        {conversations > 0 && !isImport && <p className={classes.hint}>{imports('dropMixed')}</p>}
      </div>
    </div>
  );
}
