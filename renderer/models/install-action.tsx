// What can be done about a model, or one number format of it, that may be here: the button that fetches it,
// how far that is, or that it is here.

import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { DownloadState } from '../../shared/library.ts';
import { useFormat } from '../ui/format.ts';
import { OFFLINE_NOTE } from './machine.tsx';
import classes from './model-row.module.css';
import type { Install } from './use-install.ts';

interface InstallActionProps {
  readonly install: Pick<Install, 'isBusy' | 'download'>;
  readonly isInstalled: boolean;
  readonly canFetch: boolean;
  /** Says what it fetches, for those who do not see what stands beside it. */
  readonly label: string;
  /** Id of what describes it. */
  readonly note?: string | undefined;
  readonly onInstall: () => void;
}

export function InstallAction(props: InstallActionProps) {
  const t = useTranslations('models.offers');
  const { install, isInstalled, canFetch, label, note, onInstall } = props;
  if (isInstalled) {
    return (
      <span className={classes.installed}>
        <IconCheck className={classes.tick} size={16} stroke={1.75} aria-hidden />
        {t('isInstalled')}
      </span>
    );
  }
  if (install.download !== undefined) {
    return <Share download={install.download} />;
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={install.isBusy}
      disabled={!canFetch}
      aria-label={label}
      aria-describedby={canFetch ? note : OFFLINE_NOTE}
      onClick={onInstall}
    >
      {t('install')}
    </Button>
  );
}

/** How far it is; the rest is among the downloads. */
function Share({ download: { doneBytes, totalBytes } }: { readonly download: DownloadState }) {
  const t = useTranslations('models.offers');
  const { share } = useFormat();
  return (
    <span className={classes.under}>
      {t('under')} {totalBytes > 0 && share(doneBytes / totalBytes)}
    </span>
  );
}
