// The connections that there are: those that come along, and one's own.

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConnectionListing } from '../../shared/controller-listing.ts';
import screen from '../shell/screen-body.module.css';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { NEW_CONNECTION } from './connection-draft.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionRow } from './connection-row.tsx';
import classes from './settings.module.css';

interface ConnectionsProps {
  readonly connections: readonly ConnectionListing[];
}

export function Connections({ connections }: ConnectionsProps) {
  const t = useTranslations('settings.connections');
  const [isAdding, setAdding] = useState(false);
  const [saved, setSaved] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const adder = useFocusBack();
  const taken = new Set(connections.map(({ id }) => id));
  const endAdding = (id?: string) => {
    adder.want();
    setAdding(false);
    setSaved(id);
  };
  return (
    <section aria-labelledby="settings-connections">
      <div className={screen.head}>
        <h2 id="settings-connections" ref={heading} tabIndex={-1}>
          {t('title')}
        </h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      <ul className={screen.rows}>
        {connections.map((listing) => (
          <ConnectionRow
            key={listing.id}
            listing={listing}
            // The row goes with its buttons; the focus stays near.
            onRemoved={() => heading.current?.focus()}
          />
        ))}
        {isAdding && (
          <li className={classes.row}>
            <ConnectionForm
              title={t('addTitle')}
              initial={NEW_CONNECTION}
              taken={taken}
              onSaved={endAdding}
              onLeave={() => endAdding()}
            />
          </li>
        )}
      </ul>
      {!isAdding && (
        <div className={classes.after}>
          <Button
            ref={adder.ref}
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.5} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('add')}
          </Button>
          <p role="status" className={classes.status}>
            {saved !== undefined && t('saved', { name: saved })}
          </p>
        </div>
      )}
    </section>
  );
}
