// What a prompt was before, the latest first; each can be looked at and put back.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PromptListing } from '../../shared/controller-listing.ts';
import { useFormat } from '../ui/format.ts';
import { Summary } from '../ui/summary.tsx';
import { Difference } from './difference.tsx';
import own from './prompt-editor.module.css';
import classes from './settings.module.css';

type Version = PromptListing['versions'][number];

interface PromptVersionsProps {
  readonly versions: readonly Version[];
  /** The text that is in use. */
  readonly now: string;
  readonly isBusy: boolean;
  readonly onRestore: (text: string) => void;
}

export function PromptVersions({ versions, now, isBusy, onRestore }: PromptVersionsProps) {
  const t = useTranslations('settings.prompts');
  return (
    <details className={classes.more}>
      <Summary>{t('versions', { count: versions.length })}</Summary>
      <ul className={own.versions}>
        {versions.map((version) => (
          <VersionRow
            key={version.at}
            {...{ version, now, isBusy }}
            onRestore={() => onRestore(version.text)}
          />
        ))}
      </ul>
    </details>
  );
}

interface VersionRowProps {
  readonly version: Version;
  readonly now: string;
  readonly isBusy: boolean;
  readonly onRestore: () => void;
}

function VersionRow({ version: { at, text }, now, isBusy, onRestore }: VersionRowProps) {
  const t = useTranslations('settings.prompts');
  const { moment } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const time = moment(at);
  return (
    <li className={own.version}>
      <div className={classes.line}>
        <span className={classes.words}>{time}</span>
        <Button
          size="compact-xs"
          variant="default"
          aria-expanded={isOpen}
          aria-label={t('showOf', { time })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('show')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={isBusy}
          aria-label={t('restoreOf', { time })}
          onClick={onRestore}
        >
          {t('restore')}
        </Button>
      </div>
      {isOpen && <Difference before={now} after={text} label={t('version', { time })} />}
    </li>
  );
}
