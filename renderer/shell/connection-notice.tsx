// A line at the top while the engine is out of reach.

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Connection } from '../api/watch.ts';
import classes from './connection-notice.module.css';

/** Milliseconds; a shorter loss is not worth a word. */
const PATIENCE = 1500;

export function ConnectionNotice({ connection }: { readonly connection: Connection }) {
  const t = useTranslations('app.connection');
  const errorText = useTranslations('errors.messages');
  const isLost = useIsLostFor(connection, PATIENCE);
  return (
    <div role="status">
      {connection === 'refused' && <p className={classes.notice}>{errorText('UNAUTHORISED')}</p>}
      {isLost && <p className={classes.notice}>{t('lost')}</p>}
    </div>
  );
}

function useIsLostFor(connection: Connection, patience: number): boolean {
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    if (connection !== 'lost') {
      setLost(false);
      return;
    }
    const timer = setTimeout(() => setLost(true), patience);
    return () => clearTimeout(timer);
  }, [connection, patience]);
  return isLost;
}
