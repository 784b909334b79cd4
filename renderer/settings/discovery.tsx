// Looks for servers on this machine, and lets what answers conduct with a click.

import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FoundServer } from '../../shared/controller-listing.ts';
import { engine } from '../api/client.ts';
import { useControllers } from '../state/controllers.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

export function Discovery() {
  const t = useTranslations('settings.discover');
  const [found, setFound] = useState<readonly FoundServer[]>();
  const { isBusy, error, act } = useAction();
  const look = () => {
    setFound(undefined);
    return act(async () => setFound(await engine.controllers.discover()));
  };
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <div className={classes.words}>
          <p className={classes.name}>{t('title')}</p>
          <p className={classes.soft}>{t('hint')}</p>
        </div>
        <Button size="compact-sm" variant="default" loading={isBusy} onClick={look}>
          {t('look')}
        </Button>
      </div>
      <p role="status" className={classes.status}>
        {isBusy && t('looking')}
        {found && (found.length === 0 ? t('none') : t('found', { count: found.length }))}
      </p>
      {error && <ErrorNotice error={error} onRecover={look} />}
      {found !== undefined && found.length > 0 && (
        <ul className={classes.found}>
          {found.map((server) => (
            <Found key={server.connection} server={server} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Found({ server }: { readonly server: FoundServer }) {
  const t = useTranslations('settings.discover');
  const { connection, baseUrl, models } = server;
  const [model, setModel] = useState(models[0] ?? '');
  const name = useControllers(
    ({ overview }) => overview?.connections.find(({ id }) => id === connection)?.name ?? connection,
  );
  const { isBusy, error, change } = useChange();
  const use = () =>
    change(() => engine.controllers.choose({ stage: 'default', choice: `${connection}:${model}` }));
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.name}>{name}</p>
        <p className={classes.address}>{baseUrl}</p>
        {models.length === 0 && (
          <p className={classes.soft}>{t('models', { count: models.length })}</p>
        )}
        {error && <ErrorNotice error={error} />}
      </div>
      {models.length > 0 && (
        <>
          <NativeSelect
            aria-label={t('modelOf', { name })}
            classNames={{ input: classes.mono }}
            size="xs"
            value={model}
            data={[...models]}
            onChange={({ currentTarget }) => setModel(currentTarget.value)}
          />
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('useOne', { name, model })}
            loading={isBusy}
            onClick={use}
          >
            {t('use')}
          </Button>
        </>
      )}
    </li>
  );
}
