// What is being fetched, while there is any: how far it is, how fast, how long it will take.

import { Button, Progress } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { DownloadState } from '../../shared/library.ts';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { useModels } from '../state/models.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { IconAction } from '../ui/icon-action.tsx';
import { type Action, useAction } from '../ui/use-action.ts';
import classes from './downloads.module.css';
import { useAmount } from './use-amount.ts';
import { isUnderWay } from './use-install.ts';

export function Downloads() {
  const t = useTranslations('models.downloads');
  const { downloads = [], hidden } = useModels();
  const shown = downloads.filter(
    (one) => isUnderWay(one) || (one.status === 'failed' && !hidden.has(one.id)),
  );
  if (shown.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="models-downloads">
      <div className={screen.head}>
        <h2 id="models-downloads">{t('title')}</h2>
      </div>
      <ul className={screen.rows}>
        {shown.map((download) => (
          <DownloadRow key={download.id} download={download} />
        ))}
      </ul>
    </section>
  );
}

function DownloadRow({ download }: { readonly download: DownloadState }) {
  const action = useAction();
  const { model, status, error } = download;
  return (
    <li className={classes.download} data-status={status}>
      <div className={classes.line}>
        <span className={classes.model}>{model}</span>
        {status !== 'failed' && <DownloadNumbers download={download} />}
        {status === 'failed' ? (
          <FailedActions download={download} action={action} />
        ) : (
          <DownloadActions download={download} action={action} />
        )}
      </div>
      {status !== 'failed' && <DownloadBar download={download} />}
      {error && <ErrorNotice error={error} />}
      {action.error && <ErrorNotice error={action.error} />}
    </li>
  );
}

function DownloadNumbers({ download }: { readonly download: DownloadState }) {
  const t = useTranslations('models.downloads');
  const { bytes, duration } = useFormat();
  const amount = useAmount();
  const { status, doneBytes, totalBytes, bytesPerSecond, secondsLeft } = download;
  if (status === 'queued') {
    return <span className={classes.numbers}>{t('statuses.queued')}</span>;
  }
  const words = [
    totalBytes === 0 ? t('asking') : amount(doneBytes, totalBytes),
    status === 'paused' && t('statuses.paused'),
    status === 'running' && bytesPerSecond > 0 && t('speed', { bytes: bytes(bytesPerSecond) }),
    status === 'running' &&
      secondsLeft !== undefined &&
      t('left', { time: duration(Math.ceil(secondsLeft) * 1000) }),
  ];
  return (
    <span className={classes.numbers}>{words.filter((word) => word !== false).join(' · ')}</span>
  );
}

function DownloadBar({ download }: { readonly download: DownloadState }) {
  const t = useTranslations('models.downloads');
  const { model, status, doneBytes, totalBytes } = download;
  return (
    <Progress
      className={classes.bar ?? ''}
      size={4}
      value={totalBytes === 0 ? 0 : (doneBytes / totalBytes) * 100}
      color={status === 'running' ? 'var(--accent)' : 'var(--line-control)'}
      aria-label={t('progress', { model })}
    />
  );
}

interface ActionsProps {
  readonly download: DownloadState;
  readonly action: Action;
}

function DownloadActions({ download: { id, model, status }, action }: ActionsProps) {
  const t = useTranslations('models.downloads');
  const { act, isBusy } = action;
  return (
    <span className={classes.actions}>
      {status === 'paused' ? (
        <IconAction
          label={t('resume', { model })}
          disabled={isBusy}
          onClick={() => act(() => engine.models.resume({ download: id }))}
        >
          <IconPlayerPlay size={16} stroke={1.5} aria-hidden />
        </IconAction>
      ) : (
        <IconAction
          label={t('pause', { model })}
          disabled={isBusy}
          onClick={() => act(() => engine.models.pause({ download: id }))}
        >
          <IconPlayerPause size={16} stroke={1.5} aria-hidden />
        </IconAction>
      )}
      <IconAction
        label={t('cancel', { model })}
        disabled={isBusy}
        onClick={() => act(() => engine.models.cancel({ download: id }))}
      >
        <IconX size={16} stroke={1.5} aria-hidden />
      </IconAction>
    </span>
  );
}

function FailedActions({ download, action: { act, isBusy } }: ActionsProps) {
  const t = useTranslations('models.downloads');
  const hide = useModels((models) => models.hide);
  const { id, model, revision, dtype } = download;
  return (
    <span className={classes.actions}>
      <Button
        size="compact-sm"
        variant="default"
        loading={isBusy}
        onClick={() => act(() => engine.models.install({ id: model, revision, dtype }))}
      >
        {t('again')}
      </Button>
      <IconAction label={t('hide', { model })} onClick={() => hide(id)}>
        <IconX size={16} stroke={1.5} aria-hidden />
      </IconAction>
    </span>
  );
}
