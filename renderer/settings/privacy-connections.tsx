// The connections of this session, the latest first, and a file of them.

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConnectionRecord, NetworkOverview } from '../../shared/connections.ts';
import screen from '../shell/screen-body.module.css';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './privacy.module.css';
import { latestRecords, savedConnections, sumAway } from './privacy-lists.ts';
import { ConnectionRow } from './privacy-record.tsx';
import { saveJson } from './save-json.ts';

/** Rows that are shown at first, and that come with each wish for more. */
const FIRST = 50;
const MORE = 200;

export function PrivacyConnections({ overview }: { readonly overview: NetworkOverview }) {
  const t = useTranslations('settings.privacy.connections');
  const { records } = overview;
  return (
    <div className={classes.session}>
      <div className={classes.sessionHead}>
        <div>
          <h3 id="settings-connections-made">{t('title')}</h3>
          {records.length > 0 && <Sums records={records} />}
        </div>
        <SaveButton overview={overview} />
      </div>
      {records.length === 0 ? (
        <div className={screen.nothing}>
          <p className={screen.nothingTitle}>{t('none')}</p>
          <p>{t('noneHint')}</p>
        </div>
      ) : (
        <Table records={records} />
      )}
    </div>
  );
}

function Sums({ records }: { readonly records: readonly ConnectionRecord[] }) {
  const t = useTranslations('settings.privacy.connections');
  const { bytes } = useFormat();
  const { count: away, sent, received } = sumAway(records);
  const sums = { away, sent: bytes(sent), received: bytes(received) };
  return <p className={classes.note}>{t('sums', { count: records.length, ...sums })}</p>;
}

function SaveButton({ overview }: { readonly overview: NetworkOverview }) {
  const t = useTranslations('settings.privacy.connections');
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconDownload size={14} stroke={1.5} aria-hidden />}
      onClick={() => saveJson(savedConnections(overview, new Date()))}
    >
      {t('save')}
    </Button>
  );
}

const COLUMNS = ['at', 'host', 'purpose', 'run', 'sent', 'received', 'outcome'] as const;

function Table({ records }: { readonly records: readonly ConnectionRecord[] }) {
  const t = useTranslations('settings.privacy.connections');
  const { count } = useFormat();
  const [shown, setShown] = useState(FIRST);
  const latest = latestRecords(records, shown);
  const more = Math.min(MORE, records.length - latest.length);
  return (
    <>
      <table className={classes.table} aria-labelledby="settings-connections-made">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {latest.map(({ key, record }) => (
            <ConnectionRow key={key} record={record} />
          ))}
        </tbody>
      </table>
      <div className={classes.foot}>
        {more > 0 && (
          <TextButton onClick={() => setShown(shown + MORE)}>
            {t('more', { count: count(more) })}
          </TextButton>
        )}
        <p className={classes.note}>{t('kept')}</p>
      </div>
    </>
  );
}
