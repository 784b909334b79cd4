// Where a model runs, in a word.

import { useTranslations } from 'use-intl';
import type { Host } from '../../shared/models.ts';
import classes from './host-badge.module.css';

export function HostBadge({ host }: { readonly host: Host }) {
  const t = useTranslations('tasks.hosts');
  return <span className={classes.badge}>{t(host)}</span>;
}
