// Which version of the program this is, and the way to a newer one: look for it, fetch it, install it.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Release, UpdatesOverview } from '../../shared/updates.ts';
import { engine } from '../api/client.ts';
import { useProgramUpdate } from '../state/program-update.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FetchBar, FetchNumbers } from '../ui/fetch-progress.tsx';
import { useFormat } from '../ui/format.ts';
import settings from './settings.module.css';
import classes from './updates-row.module.css';
import { useAsked } from './use-asked.ts';

const askOverview = () => engine.updates.overview();

export function UpdatesRow() {
  const { value: overview, error, load } = useAsked(askOverview);
  return (
    <div className={settings.row}>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {overview && <Version overview={overview} />}
    </div>
  );
}

function Version({ overview }: { readonly overview: UpdatesOverview }) {
  const t = useTranslations('desktop.updates');
  const { checked, error, isChecking, check } = useProgramUpdate();
  const { version, installation, host, refusal } = overview;
  const canAsk = installation !== undefined && host !== undefined && refusal === undefined;
  return (
    <>
      <div className={settings.line}>
        <div className={settings.words}>
          <p className={settings.name}>{t('version', { version })}</p>
          <p className={settings.soft}>{t(stateOf(overview), { host: host ?? '' })}</p>
        </div>
        {canAsk && (
          <Button size="compact-sm" variant="default" loading={isChecking} onClick={check}>
            {t('check')}
          </Button>
        )}
      </div>
      <p role="status" className={settings.status}>
        {checked !== undefined && checked.release === undefined && !isChecking && t('newest')}
      </p>
      {checked?.release && installation && (
        <NewerVersion release={checked.release} installation={installation} />
      )}
      {error && <ErrorNotice error={error} onRecover={check} />}
    </>
  );
}

function stateOf({ installation, host, refusal }: UpdatesOverview) {
  if (installation === undefined) {
    return 'fromSources';
  }
  if (host === undefined) {
    return 'noHost';
  }
  return refusal === undefined ? 'asksAtWish' : 'local';
}

interface NewerVersionProps {
  readonly release: Release;
  readonly installation: NonNullable<UpdatesOverview['installation']>;
}

function NewerVersion({ release, installation }: NewerVersionProps) {
  const t = useTranslations('desktop.updates');
  const { bytes, moment } = useFormat();
  const { progress, isInstalling, fetch, stop, install } = useProgramUpdate();
  const { version, releasedAt, notes, isFetched } = release;
  const stages = {
    asking: t('stages.asking'),
    fetching: t('stages.fetching', { version }),
    finishing: t('stages.checking'),
  };
  return (
    <div className={classes.release}>
      <div className={settings.line}>
        <div className={settings.words}>
          <p className={settings.name}>{t('newer', { version })}</p>
          <p className={settings.soft}>
            {progress === undefined ? (
              [bytes(release.bytes), releasedAt !== undefined && moment(releasedAt)]
                .filter((word) => word !== false)
                .join(' · ')
            ) : (
              <FetchNumbers progress={progress} stages={stages} />
            )}
          </p>
        </div>
        {progress !== undefined && (
          <Button size="compact-sm" variant="default" onClick={stop}>
            {t('stop')}
          </Button>
        )}
        {progress === undefined && !isFetched && (
          <Button size="compact-sm" onClick={() => fetch(version)}>
            {t('fetch')}
          </Button>
        )}
        {isFetched && (
          <Button size="compact-sm" loading={isInstalling} onClick={() => install(version)}>
            {t('install')}
          </Button>
        )}
      </div>
      {progress !== undefined && (
        <FetchBar progress={progress} label={t('progress', { version })} />
      )}
      {isFetched && <p className={settings.soft}>{t(`installs.${installation}`)}</p>}
      {notes !== undefined && <p className={classes.notes}>{notes}</p>}
    </div>
  );
}
