// The keys of services: one row for each variable that a connection or the Hub reads, those that matter
// first. Keys are written here and never read.

import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeyListing, KeySaving, KeysOverview } from '../../shared/keys.ts';
import screen from '../shell/screen-body.module.css';
import { useControllers } from '../state/controllers.ts';
import { useKeys } from '../state/keys.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Fold } from '../ui/fold.tsx';
import { useFormat } from '../ui/format.ts';
import { KeyRow } from './key-row.tsx';
import classes from './keys.module.css';
import { KEYS_HEADING } from './lead-to-key.ts';
import settings from './settings.module.css';

export function Keys() {
  const t = useTranslations('keys');
  const { overview, error, load } = useKeys();
  const connections = useControllers((controllers) => controllers.overview?.connections.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection more or less has a key of its own
  useEffect(() => {
    void load();
  }, [load, connections]);
  return (
    <section aria-labelledby={KEYS_HEADING}>
      <div className={screen.head}>
        <h2 id={KEYS_HEADING} tabIndex={-1}>
          {t('title')}
        </h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {overview && <Content overview={overview} />}
      {overview === undefined && error === undefined && (
        <p role="status" className={settings.status}>
          {t('loading')}
        </p>
      )}
    </section>
  );
}

/** Without it something does not answer, or it is there. */
function isShown({ isExpected, isForHub, source, stored }: KeyListing): boolean {
  return isExpected || isForHub || source !== 'none' || stored !== undefined;
}

function Content({ overview: { keys, saving } }: { readonly overview: KeysOverview }) {
  const t = useTranslations('keys');
  const [said, setSaid] = useState('');
  const note = useRef<HTMLParagraphElement>(null);
  const rows = (those: readonly KeyListing[]) =>
    those.map((listing) => (
      <KeyRow
        key={listing.variable}
        listing={listing}
        saving={saving}
        onDone={setSaid}
        // Its button is gone, and perhaps its row.
        onRemoved={(words) => {
          setSaid(words);
          note.current?.focus();
        }}
      />
    ));
  const others = keys.filter((listing) => !isShown(listing));
  return (
    <>
      <Saving saving={saving} />
      <ul className={screen.rows}>
        {rows(keys.filter(isShown))}
        {others.length > 0 && (
          <li>
            <Fold
              title={t('others.title')}
              aside={t('others.count', { count: others.length })}
              isFlush
            >
              <ul className={classes.others}>{rows(others)}</ul>
            </Fold>
          </li>
        )}
      </ul>
      <div className={settings.after}>
        <p ref={note} role="status" tabIndex={-1} className={settings.status}>
          {said}
        </p>
      </div>
    </>
  );
}

function Saving({ saving }: { readonly saving: KeySaving }) {
  const t = useTranslations('keys');
  const { sentences } = useFormat();
  const Icon = saving === 'keyring' ? IconShieldLock : IconAlertTriangle;
  return (
    <p className={classes.saving} data-warning={saving !== 'keyring'}>
      <Icon className={classes.icon} size={16} stroke={1.5} aria-hidden />
      <span>{sentences(t(`saving.${saving}`), t('environmentFirst'))}</span>
    </p>
  );
}
