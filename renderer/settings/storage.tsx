// What takes space and what of it can go: a bar of shares with its table, and the biggest conversations.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Freed, StorageOverview } from '../../shared/storage.ts';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import classes from './storage.module.css';
import { StorageBar } from './storage-bar.tsx';
import { BiggestConversations } from './storage-conversations.tsx';
import { StorageTable } from './storage-table.tsx';
import { useAsked } from './use-asked.ts';

const askOverview = () => engine.storage.overview();

export function Storage() {
  const t = useTranslations('storage');
  const { bytes } = useFormat();
  const { value: overview, error, isBusy, load } = useAsked(askOverview);
  return (
    <section aria-labelledby="settings-storage">
      <div className={screen.head}>
        <h2 id="settings-storage">{t('title')}</h2>
        {overview && (
          <p className={screen.aside}>
            {t('hint', { used: bytes(usedIn(overview)), free: bytes(overview.disk.free) })}
          </p>
        )}
      </div>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {overview === undefined && error === undefined && (
        <p role="status" className={classes.note}>
          {t('loading')}
        </p>
      )}
      {overview && <Content overview={overview} isBusy={isBusy} load={load} />}
    </section>
  );
}

function usedIn({ uses }: StorageOverview): number {
  return uses.reduce((sum, { bytes }) => sum + bytes, 0);
}

interface ContentProps {
  readonly overview: StorageOverview;
  readonly isBusy: boolean;
  readonly load: () => Promise<void>;
}

function Content({ overview, isBusy, load }: ContentProps) {
  const t = useTranslations('storage');
  const freedWords = useFreedWords();
  const [freed, setFreed] = useState<Freed>();
  const onFreed = async (what: Freed) => {
    setFreed(what);
    await load();
  };
  return (
    <>
      <div className={screen.rows}>
        <StorageBar uses={overview.uses} />
        <StorageTable uses={overview.uses} onFreed={onFreed} />
        <BiggestConversations conversations={overview.conversations} onChange={load} />
      </div>
      <Notes overview={overview} />
      <div className={classes.foot}>
        <p role="status" className={classes.note}>
          {freed && freedWords(freed)}
        </p>
        <Button size="compact-sm" variant="default" loading={isBusy} onClick={load}>
          {t('again')}
        </Button>
      </div>
    </>
  );
}

function useFreedWords(): (freed: Freed) => string {
  const t = useTranslations('storage.freed');
  const format = useFormat();
  return ({ bytes, waits }) => {
    if (waits === undefined && bytes === 0) {
      return t('nothing');
    }
    return t(waits ?? 'done', { bytes: format.bytes(bytes) });
  };
}

function Notes({ overview: { missing, unreadable, isBusy } }: Pick<ContentProps, 'overview'>) {
  const t = useTranslations('storage');
  return (
    <>
      {missing > 0 && <p className={classes.warning}>{t('missing', { count: missing })}</p>}
      {unreadable.length > 0 && (
        <p className={classes.warning}>{t('unreadable', { places: unreadable.join(', ') })}</p>
      )}
      {isBusy && <p className={classes.note}>{t('busy')}</p>}
    </>
  );
}
