// Settings of one card that belong together, under what they have in common.

import { type ReactNode, useId } from 'react';
import machine from './machine-settings.module.css';
import classes from './settings.module.css';

interface SettingsGroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function SettingsGroup({ title, children }: SettingsGroupProps) {
  const id = useId();
  return (
    <fieldset className={`${classes.row} ${machine.group}`} aria-labelledby={id}>
      <p id={id} className={classes.name}>
        {title}
      </p>
      {children}
    </fieldset>
  );
}
