// The way from the settings to the keys of commands.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { runCommand } from '../commands/run-command.ts';
import { useKeys } from '../commands/use-keys.ts';
import screen from '../shell/screen-body.module.css';
import classes from './settings.module.css';

export function ShortcutsLink() {
  const t = useTranslations('commands.shortcuts');
  const keys = useKeys('shortcuts');
  return (
    <section aria-labelledby="settings-shortcuts">
      <div className={screen.head}>
        <h2 id="settings-shortcuts">{t('title')}</h2>
      </div>
      <div className={screen.rows}>
        <div className={classes.row}>
          <p>{t('settingsHint')}</p>
          <div>
            <Button
              size="compact-sm"
              variant="default"
              aria-keyshortcuts={keys.aria}
              onClick={() => runCommand('shortcuts')}
            >
              {t('open')}
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}
