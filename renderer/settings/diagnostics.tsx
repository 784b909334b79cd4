// What went wrong lately, the report that a person may hand on, and where the data folder is.

import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { BrokeOff, DiagnosticsOverview } from '../../shared/diagnostics.ts';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Fold } from '../ui/fold.tsx';
import { useFormat } from '../ui/format.ts';
import classes from './diagnostics.module.css';
import { DiagnosticsFolders } from './diagnostics-folders.tsx';
import { DiagnosticsReport } from './diagnostics-report.tsx';
import settings from './settings.module.css';
import { useAsked } from './use-asked.ts';
import { useEntryWords } from './use-entry-words.ts';

const askOverview = () => engine.diagnostics.overview();

export function Diagnostics() {
  const t = useTranslations('diagnostics');
  const { value: overview, error, load } = useAsked(askOverview);
  return (
    <section aria-labelledby="settings-diagnostics">
      <div className={screen.head}>
        <h2 id="settings-diagnostics">{t('title')}</h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {overview === undefined && error === undefined && (
        <p role="status" className={settings.status}>
          {t('loading')}
        </p>
      )}
      {overview && (
        <div className={screen.rows}>
          {overview.brokeOff && <Break brokeOff={overview.brokeOff} />}
          <Latest overview={overview} />
          <DiagnosticsReport />
          <DiagnosticsFolders overview={overview} />
        </div>
      )}
    </section>
  );
}

function Break({ brokeOff: { what, at } }: { readonly brokeOff: BrokeOff }) {
  const t = useTranslations('diagnostics.brokeOff');
  const { moment } = useFormat();
  return (
    <div className={settings.row}>
      <div className={classes.broke}>
        <IconAlertTriangle className={classes.icon} size={16} stroke={1.75} aria-hidden />
        <div className={settings.words}>
          <p className={settings.name}>{t(what, { time: moment(at) })}</p>
          <p className={settings.soft}>{t('hint')}</p>
        </div>
      </div>
    </div>
  );
}

function Latest({ overview: { latest } }: { readonly overview: DiagnosticsOverview }) {
  const t = useTranslations('diagnostics.latest');
  const { moment } = useFormat();
  const words = useEntryWords();
  const isNone = latest.length === 0;
  return (
    <Fold title={t('title')} aside={isNone ? t('none') : t('count', { count: latest.length })}>
      {isNone ? (
        <p className={settings.soft}>{t('nothing')}</p>
      ) : (
        <ul className={settings.list}>
          {latest.map((entry, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike in everything
            <li key={`${entry.at} ${place}`} className={classes.entry}>
              <time dateTime={new Date(entry.at).toISOString()}>{moment(entry.at)}</time>
              <span>{words(entry)}</span>
              {entry.code && <code>{entry.code}</code>}
            </li>
          ))}
        </ul>
      )}
    </Fold>
  );
}
