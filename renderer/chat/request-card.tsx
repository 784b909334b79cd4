// What was asked, with its files; and what can be done with it: edit, try again, copy, turn to another
// version.

import { IconChevronLeft, IconChevronRight, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { Attachment } from '../results/attachment.tsx';
import { useComposer } from '../state/composer.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { IconAction } from '../ui/icon-action.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { CopyAction } from './copy-action.tsx';
import classes from './request-card.module.css';
import { useRunActions } from './use-run-actions.ts';

interface RequestCardProps {
  readonly run: RunState;
  readonly siblings: readonly string[];
}

export function RequestCard({ run, siblings }: RequestCardProps) {
  const { attachments } = run;
  return (
    <div className={classes.request}>
      <div className={classes.card}>
        <RequestText text={run.request} />
        {attachments.length > 0 && (
          <div className={classes.files}>
            {attachments.map((file) => (
              <Attachment key={file.name} file={file} size="card" />
            ))}
          </div>
        )}
      </div>
      <RequestActions run={run} siblings={siblings} />
    </div>
  );
}

function RequestActions({ run, siblings }: RequestCardProps) {
  const t = useTranslations('chat.request');
  const edit = useComposer((composer) => composer.edit);
  const { again, error } = useRunActions(run);
  return (
    <>
      <div className={classes.bar}>
        {siblings.length > 1 && <Versions shown={run.runId} siblings={siblings} />}
        <div className={classes.actions}>
          <IconAction label={t('edit')} onClick={() => edit(run)}>
            <IconPencil size={16} stroke={1.5} aria-hidden />
          </IconAction>
          <IconAction label={t('again')} onClick={again}>
            <IconRefresh size={16} stroke={1.5} aria-hidden />
          </IconAction>
          <CopyAction label={t('copy')} text={() => run.request} />
        </div>
      </div>
      {error && <ErrorNotice error={error} onRecover={again} />}
    </>
  );
}

/** Lines and characters beyond which a request folds. */
const FOLDS_AT = { lines: 12, characters: 900 };

function RequestText({ text }: { readonly text: string }) {
  const t = useTranslations('chat.request');
  const [isOpen, setOpen] = useState(false);
  const isLong =
    text.length > FOLDS_AT.characters ||
    text.split('\n', FOLDS_AT.lines + 1).length > FOLDS_AT.lines;
  return (
    <>
      <p className={classes.text} data-folded={isLong && !isOpen} dir="auto">
        {text}
      </p>
      {isLong && (
        <TextButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('showLess') : t('showAll')}
        </TextButton>
      )}
    </>
  );
}

interface VersionsProps {
  readonly shown: string;
  readonly siblings: readonly string[];
}

function Versions({ shown, siblings }: VersionsProps) {
  const t = useTranslations('chat.request');
  const choose = useView((view) => view.choose);
  const index = siblings.indexOf(shown);
  const turn = (step: number) => {
    const runId = siblings[index + step];
    if (runId !== undefined) {
      choose(runId, siblings);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className={classes.versions} role="group" aria-label={t('versions')}>
      <IconAction
        label={t('previous')}
        onClick={() => turn(-1)}
        data-disabled={index === 0 || undefined}
      >
        <IconChevronLeft size={16} stroke={1.5} aria-hidden />
      </IconAction>
      <span aria-live="polite">
        {t('version', { position: index + 1, count: siblings.length })}
      </span>
      <IconAction
        label={t('next')}
        onClick={() => turn(1)}
        data-disabled={index === siblings.length - 1 || undefined}
      >
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
      </IconAction>
    </div>
  );
}
