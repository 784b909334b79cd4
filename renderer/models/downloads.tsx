// What is being fetched, while there is any: how far it is, how fast, how long it will take.

import { Button, Progress } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { type DownloadState, MOVE_DIRECTIONS } from '../../shared/library.ts';
import type { OfflineReason } from '../../shared/model-listing.ts';
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
  const { downloads = [], hidden, overview } = useModels();
  const offline = overview?.offline;
  const shown = downloads.filter(
    (one) => isUnderWay(one) || (one.status === 'failed' && !hidden.has(one.id)),
  );
  if (shown.length === 0) {
    return null;
  }
  const paused = shown.filter(({ status }) => status === 'paused');
  const waiting = shown
    .filter(({ status }) => status === 'paused' || status === 'queued')
    .map(({ id }) => id);
  return (
    <section aria-labelledby="models-downloads">
      <div className={screen.head}>
        <h2 id="models-downloads">{t('title')}</h2>
        {offline === undefined && paused.length > 1 && <ContinueAll paused={paused} />}
      </div>
      <ul className={screen.rows}>
        {shown.map((download) => (
          <DownloadRow key={download.id} download={download} waiting={waiting} offline={offline} />
        ))}
      </ul>
    </section>
  );
}

/** In their order; what is refused says so in its row, when it is tried there. */
function ContinueAll({ paused }: { readonly paused: readonly DownloadState[] }) {
  const t = useTranslations('models.downloads');
  const { act, isBusy, error } = useAction();
  const resume = async () => {
    for (const { id } of paused) {
      await engine.models.resume({ download: id });
    }
  };
  return (
    <>
      <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => act(resume)}>
        {t('resumeAll')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

interface DownloadRowProps {
  readonly download: DownloadState;
  /** Those that wait, in their order. */
  readonly waiting: readonly string[];
  readonly offline: OfflineReason | undefined;
}

function DownloadRow({ download, waiting, offline }: DownloadRowProps) {
  const t = useTranslations('models.downloads');
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
          <DownloadActions {...{ download, waiting, offline, action }} />
        )}
      </div>
      {status !== 'failed' && <DownloadBar download={download} />}
      {status === 'paused' && offline !== undefined && (
        <p className={classes.waits}>{t(`waits.${offline}`)}</p>
      )}
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

type OpenActionsProps = ActionsProps & DownloadRowProps;

function DownloadActions({ download, waiting, offline, action }: OpenActionsProps) {
  const { id, model, status } = download;
  const t = useTranslations('models.downloads');
  const { act, isBusy } = action;
  return (
    <span className={classes.actions}>
      {waiting.length > 1 && waiting.includes(id) && (
        <MoveActions {...{ download, waiting, action }} />
      )}
      {status === 'paused' ? (
        <IconAction
          label={t('resume', { model })}
          disabled={isBusy || offline !== undefined}
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

function MoveActions({ download, waiting, action }: Omit<OpenActionsProps, 'offline'>) {
  const t = useTranslations('models.downloads');
  const { act, isBusy } = action;
  const { id, model } = download;
  const ends = { up: waiting[0], down: waiting.at(-1) };
  return MOVE_DIRECTIONS.map((direction) => {
    const Icon = direction === 'up' ? IconArrowUp : IconArrowDown;
    return (
      <IconAction
        key={direction}
        label={t(direction, { model })}
        disabled={isBusy || ends[direction] === id}
        onClick={() => act(() => engine.models.move({ download: id, direction }))}
      >
        <Icon size={16} stroke={1.5} aria-hidden />
      </IconAction>
    );
  });
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
