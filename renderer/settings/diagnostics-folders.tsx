// Where the data folder is: opened by the desktop host, and its path to copy everywhere.

import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OwnFolder } from '../../shared/desktop.ts';
import type { DiagnosticsOverview } from '../../shared/diagnostics.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import classes from './diagnostics.module.css';
import settings from './settings.module.css';

export function DiagnosticsFolders({ overview }: { readonly overview: DiagnosticsOverview }) {
  const t = useTranslations('diagnostics.folders');
  const { bytes } = useFormat();
  const { copied, copy } = useClipboard({ timeout: 3000 });
  const { home, log } = overview;
  return (
    <div className={settings.row}>
      <div className={settings.words}>
        <p className={settings.name}>{t('title')}</p>
        <p className={classes.path}>{home}</p>
        <p className={settings.soft}>{t('log', { bytes: bytes(log.bytes) })}</p>
        {log.failure !== undefined && <p>{t('failure', { code: log.failure })}</p>}
      </div>
      <div className={settings.actions}>
        <Button size="compact-sm" variant="default" onClick={() => copy(home)}>
          {t('copy')}
        </Button>
        {window.ensemble?.openFolder !== undefined && <OpenFolders />}
        <span role="status" className={settings.soft}>
          {copied && t('copied')}
        </span>
      </div>
    </div>
  );
}

function OpenFolders() {
  const t = useTranslations('diagnostics.folders');
  const [error, setError] = useState<ErrorReport>();
  const open = async (folder: OwnFolder) => {
    const answer = await window.ensemble?.openFolder(folder);
    setError(answer?.ok === false ? answer.error : undefined);
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => open('data')}>
        {t('data')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => open('logs')}>
        {t('logs')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
