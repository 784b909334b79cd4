// How plans are dealt with: whether they are shown before they run.

import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { ErrorNotice } from '../ui/error-notice.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

export function Plans({ isReviewed }: { readonly isReviewed: boolean }) {
  const t = useTranslations('settings.plans');
  const { error, change } = useChange();
  // It moves at once, and back where the change is refused.
  const [wanted, setWanted] = useState<boolean>();
  const choose = async (isOn: boolean) => {
    setWanted(isOn);
    await change(() => engine.controllers.setReview({ isOn }));
    setWanted(undefined);
  };
  return (
    <section aria-labelledby="settings-plans">
      <div className={screen.head}>
        <h2 id="settings-plans">{t('title')}</h2>
      </div>
      <div className={screen.rows}>
        <div className={classes.row}>
          <Switch
            size="sm"
            label={t('review')}
            description={t('reviewHint')}
            checked={wanted ?? isReviewed}
            onChange={({ currentTarget }) => choose(currentTarget.checked)}
          />
          {error && <ErrorNotice error={error} />}
        </div>
      </div>
    </section>
  );
}
