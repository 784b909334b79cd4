// What leaves this machine: what the mode means, which hosts may be asked, where files may be sent, and
// what was attempted since the program started.

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { NetworkOverview } from '../../shared/connections.ts';
import screen from '../shell/screen-body.module.css';
import { useIsHidden } from '../shell/use-is-hidden.ts';
import { useNetwork } from '../state/network.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Fold } from '../ui/fold.tsx';
import { useFormat } from '../ui/format.ts';
import { PrivacyConnections } from './privacy-connections.tsx';
import { PrivacyHosts } from './privacy-hosts.tsx';
import { countHosts } from './privacy-lists.ts';
import { PrivacyUploads } from './privacy-uploads.tsx';
import classes from './settings.module.css';

/** Milliseconds between two looks at what goes on. */
const LOOK_MS = 4000;

export function Privacy() {
  const t = useTranslations('settings.privacy');
  const { overview, error, load } = useNetwork();
  const isHidden = useIsHidden();
  useEffect(() => {
    if (isHidden) {
      return;
    }
    void load();
    const timer = setInterval(() => void load(), LOOK_MS);
    return () => clearInterval(timer);
  }, [isHidden, load]);
  return (
    <section aria-labelledby="settings-privacy">
      <div className={screen.head}>
        <h2 id="settings-privacy">{t('title')}</h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {overview && <Content overview={overview} />}
      {overview === undefined && error === undefined && (
        <p role="status" className={classes.status}>
          {t('loading')}
        </p>
      )}
    </section>
  );
}

function Content({ overview }: { readonly overview: NetworkOverview }) {
  const t = useTranslations('settings.privacy');
  const { count } = useFormat();
  const { mode, destinations, uploads } = overview;
  const hosts = countHosts(destinations);
  const decided = Object.keys(uploads).toSorted().join(', ');
  return (
    <>
      <div className={screen.rows}>
        <div className={classes.row}>
          <div className={classes.words}>
            <p className={classes.name}>{t(`mode.${mode}`)}</p>
            <p className={classes.soft}>{t(`meaning.${mode}`)}</p>
          </div>
        </div>
        <Fold
          title={t('hosts.title')}
          aside={t('hosts.counts', { allowed: count(hosts.allowed), all: count(hosts.all) })}
        >
          <PrivacyHosts mode={mode} destinations={destinations} />
        </Fold>
        <Fold title={t('uploads.title')} aside={decided === '' ? t('uploads.none') : decided}>
          <PrivacyUploads mode={mode} uploads={uploads} />
        </Fold>
      </div>
      <PrivacyConnections overview={overview} />
    </>
  );
}
