// Before a mode lets more out of this machine: which hosts may be asked from then on, and what goes to them.

import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Mode } from '../../shared/settings.ts';
import { useNetwork } from '../state/network.ts';
import classes from './machine-settings.module.css';
import { HostList } from './privacy-hosts.tsx';
import { hostsAway } from './privacy-lists.ts';

/** Those that let more out than the local one. */
export type AskedMode = Exclude<Mode, 'local'>;

interface ModeConfirmationProps {
  readonly mode: Mode;
  readonly wanted: AskedMode;
  readonly isGoing: boolean;
  readonly onGo: () => void;
  readonly onStay: () => void;
}

export function ModeConfirmation({ mode, wanted, isGoing, onGo, onStay }: ModeConfirmationProps) {
  const t = useTranslations('machineSettings.mode');
  const title = useId();
  const network = useNetwork(({ overview }) => overview);
  const hosts = network && hostsAway(network.destinations);
  return (
    <fieldset
      className={classes.confirmation}
      aria-label={t(`questions.${wanted}`)}
      onKeyDown={({ key }) => key === 'Escape' && onStay()}
    >
      {hosts && (
        <div>
          <p id={title}>{t('hosts')}</p>
          <HostList hosts={hosts} label={title} />
        </div>
      )}
      <p>{t('addresses')}</p>
      <p>{t(`uploads.${wanted}`)}</p>
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" disabled={isGoing} onClick={onStay}>
          {t('stay', { mode: t(`modeNames.${mode}`) })}
        </Button>
        <Button size="compact-sm" variant="filled" loading={isGoing} onClick={onGo}>
          {t(`yes.${wanted}`)}
        </Button>
      </div>
    </fieldset>
  );
}
