// The ways to the screens that are not the chat.

import { IconAdjustmentsHorizontal, IconCube, IconLayoutGrid } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ScreenLink } from '../shell/screen-link.tsx';
import { useView } from '../state/view.ts';
import classes from './sidebar.module.css';

const PLACES = [
  ['gallery', IconLayoutGrid],
  ['models', IconCube],
  ['settings', IconAdjustmentsHorizontal],
] as const;

export function Places() {
  const t = useTranslations('sidebar');
  const open = useView((view) => view.screen);
  return (
    <div className={classes.places}>
      {PLACES.map(([place, Icon]) => (
        <ScreenLink
          key={place}
          screen={place}
          className={classes.place}
          aria-current={open === place ? 'page' : undefined}
        >
          <Icon size={16} stroke={1.5} aria-hidden />
          {t(place)}
        </ScreenLink>
      ))}
    </div>
  );
}
