// What only the program in its own window can do: the system's notifications, and a newer version of itself.
// In a browser there is nothing of it.

import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DesktopBridge, DesktopPreferences } from '../../shared/desktop.ts';
import { AppError } from '../../shared/errors.ts';
import screen from '../shell/screen-body.module.css';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './settings.module.css';
import { UpdatesRow } from './updates-row.tsx';

export function DesktopSection() {
  const bridge = window.ensemble;
  return bridge !== undefined && <Desktop bridge={bridge} />;
}

function Desktop({ bridge }: { readonly bridge: DesktopBridge }) {
  const t = useTranslations('desktop');
  const [preferences, setPreferences] = useState<DesktopPreferences>();
  const { error, act } = useAction();
  useEffect(() => {
    void bridge.preferences().then(setPreferences);
  }, [bridge]);
  const choose = (isNotifying: boolean) =>
    act(async () => {
      const answer = await bridge.prefer({ isNotifying });
      if (!answer.ok) {
        throw AppError.from(answer.error);
      }
      setPreferences(answer.preferences);
    });
  return (
    <section aria-labelledby="settings-desktop">
      <div className={screen.head}>
        <h2 id="settings-desktop">{t('title')}</h2>
      </div>
      {preferences && (
        <div className={screen.rows}>
          <div className={classes.row}>
            <Switch
              size="sm"
              label={t('notify')}
              description={t('notifyHint')}
              checked={preferences.isNotifying}
              onChange={({ currentTarget }) => choose(currentTarget.checked)}
            />
            {error && <ErrorNotice error={error} />}
          </div>
          <UpdatesRow />
        </div>
      )}
    </section>
  );
}
