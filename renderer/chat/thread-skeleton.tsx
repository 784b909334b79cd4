// Stands for a conversation that is being loaded; shown only where that takes a while.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import chat from './chat.module.css';
import classes from './thread-skeleton.module.css';

/** Milliseconds; what comes sooner does not flash. */
const PATIENCE = 300;

export function ThreadSkeleton() {
  const t = useTranslations('chat');
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={chat.body} role="status" aria-label={t('loading')}>
      {isShown && (
        <div className={`${chat.column} ${classes.skeleton}`}>
          <div className={classes.request} />
          <div className={classes.run} />
          <div className={classes.line} />
          <div className={classes.line} />
        </div>
      )}
    </div>
  );
}
