// Says, before a change is made, that it interrupts what goes on.

import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useConversations } from '../state/conversations.ts';
import { useSettings } from '../state/settings.ts';
import classes from './machine-settings.module.css';

export function RunsNote() {
  const t = useTranslations('machineSettings');
  const count = useSettings(({ overview }) => overview?.activeRuns ?? 0);
  return count === 0 ? null : (
    <p className={classes.runs}>
      <IconInfoCircle size={16} stroke={1.5} aria-hidden />
      <span>{t('runs', { count })}</span>
    </p>
  );
}

/** Asks again how many runs there are whenever one has begun or ended. */
export function useUpToDateRuns(): void {
  const load = useSettings((settings) => settings.load);
  const going = useConversations(({ all }) =>
    all
      .filter(({ status }) => status === 'running')
      .map(({ id }) => id)
      .join(),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what goes on is why it is asked
  useEffect(() => {
    void load();
  }, [load, going]);
}
