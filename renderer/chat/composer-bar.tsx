// Under the field: attach, what plans and where things run, stop, send.

import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowUp,
  IconPaperclip,
  IconPlayerStopFilled,
  IconShieldLock,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { threadOf } from '../../shared/threads.ts';
import { useKeys } from '../commands/use-keys.ts';
import { ScreenLink } from '../shell/screen-link.tsx';
import { draftOf, useComposer } from '../state/composer.ts';
import { blockOf } from '../state/draft.ts';
import { useOverview } from '../state/overview.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { chooseFiles } from '../ui/choose-files.ts';
import { IconAction } from '../ui/icon-action.tsx';
import classes from './composer-bar.module.css';

export function ComposerBar() {
  return (
    <div className={classes.bar}>
      <PickFiles />
      <Circumstances />
      <StopShown />
      <Send />
    </div>
  );
}

function PickFiles() {
  const t = useTranslations('chat.composer');
  const pick = () => chooseFiles({ isMultiple: true, onChosen: useComposer.getState().addFiles });
  return (
    <IconAction label={t('attach')} keys={useKeys('attach')} size={32} onClick={pick}>
      <IconPaperclip size={18} stroke={1.5} aria-hidden />
    </IconAction>
  );
}

/** Where things run and what plans them: quietly, since it changes seldom. */
function Circumstances() {
  const t = useTranslations('chat.composer');
  const words = useTranslations('app');
  const overview = useOverview((state) => state.overview);
  const hindrance = useHindrance();
  if (hindrance !== undefined) {
    return (
      <p className={classes.hindrance} role="status">
        {hindrance}
      </p>
    );
  }
  if (overview === undefined) {
    return <div className={classes.circumstances} />;
  }
  const { mode, controller } = overview;
  const name = controller === 'rules' ? t('controllers.rules') : controller;
  return (
    <div className={classes.circumstances}>
      <Tooltip label={words(`modeHint.${mode}`)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its hint is reached by keyboard, too */}
        <span className={classes.circumstance} tabIndex={0}>
          <IconShieldLock size={14} stroke={1.5} aria-hidden />
          {words(`mode.${mode}`)}
        </span>
      </Tooltip>
      <Tooltip label={t('controller', { name })}>
        <ScreenLink
          screen="settings"
          section="model"
          className={classes.circumstance}
          aria-label={t('controller', { name })}
        >
          {name}
        </ScreenLink>
      </Tooltip>
    </div>
  );
}

/** Stops the last run that is shown. */
function StopShown() {
  const t = useTranslations('chat.composer');
  const keys = useKeys('stop');
  const stop = useComposer((composer) => composer.stop);
  const chosen = useView((view) => view.chosen);
  const running = useRuns(({ runs }) => {
    const last = threadOf(runs, new Set(chosen)).at(-1)?.run;
    return last?.status === 'running' ? last.runId : undefined;
  });
  return (
    running !== undefined && (
      <IconAction label={t('stop')} keys={keys} size={32} onClick={() => stop(running)}>
        <IconPlayerStopFilled size={16} aria-hidden />
      </IconAction>
    )
  );
}

function Send() {
  const t = useTranslations('chat.composer');
  const hindrance = useHindrance();
  const isEmpty = useComposer((composer) => blockOf(draftOf(composer)) === 'empty');
  const label = hindrance ?? (isEmpty ? t('blocks.empty') : t('send'));
  const isReady = hindrance === undefined && !isEmpty;
  return (
    <Tooltip label={label}>
      <ActionIcon
        type="submit"
        size={32}
        aria-label={label}
        data-disabled={!isReady || undefined}
        aria-disabled={!isReady}
      >
        <IconArrowUp size={18} stroke={2} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Why what is written does not go off; undefined where it would, or where nothing is written. */
function useHindrance(): string | undefined {
  const t = useTranslations('chat.composer');
  const block = useComposer((composer) => blockOf(draftOf(composer)));
  const isSending = useComposer((composer) => composer.isSending);
  const isSendingSoon = useComposer((composer) => draftOf(composer).isSendingSoon);
  if (isSending) {
    return t('sending');
  }
  if (isSendingSoon) {
    return t('sendSoon');
  }
  const passes = block === undefined || block === 'empty' || block === 'uploading';
  return passes ? undefined : t(`blocks.${block}`);
}
