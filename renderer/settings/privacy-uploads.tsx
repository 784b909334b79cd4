// Where files may be sent, as the person said for good; each word can be changed or taken back.

import { NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NetworkOverview } from '../../shared/connections.ts';
import { engine } from '../api/client.ts';
import { useNetwork } from '../state/network.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './privacy.module.css';

type Uploads = Pick<NetworkOverview, 'mode' | 'uploads'>;

export function PrivacyUploads({ mode, uploads }: Uploads) {
  const t = useTranslations('settings.privacy.uploads');
  const [asked, setAsked] = useState<{ readonly provider: string }>();
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (asked !== undefined) {
      note.current?.focus(); // its row is gone, and the field that had the focus
    }
  }, [asked]);
  const providers = Object.entries(uploads).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <div className={classes.groups}>
      {providers.length === 0 && <p className={classes.note}>{t(`empty.${mode}`)}</p>}
      {providers.length > 0 && mode === 'local' && <p className={classes.note}>{t('idle')}</p>}
      {providers.length > 0 && (
        <ul className={classes.providers}>
          {providers.map(([provider, word]) => (
            <Provider
              key={provider}
              provider={provider}
              word={word}
              onAsked={() => setAsked({ provider })}
            />
          ))}
        </ul>
      )}
      <p ref={note} role="status" tabIndex={-1} className={classes.status}>
        {asked !== undefined && uploads[asked.provider] === undefined && t('asked', asked)}
      </p>
    </div>
  );
}

interface ProviderProps {
  readonly provider: string;
  readonly word: Uploads['uploads'][string];
  /** It is to be asked about again. */
  readonly onAsked: () => void;
}

function Provider({ provider, word, onAsked }: ProviderProps) {
  const t = useTranslations('settings.privacy.uploads');
  const change = useNetwork((network) => network.change);
  const { isBusy, error, act } = useAction();
  const choose = async (chosen: string) => {
    const said = chosen === 'always' || chosen === 'never' ? chosen : undefined;
    const isDone = await act(() => change(engine.network.allowUploads({ provider, word: said })));
    if (isDone && said === undefined) {
      onAsked();
    }
  };
  return (
    <li className={classes.provider}>
      <span className={classes.origin}>{provider}</span>
      <NativeSelect
        aria-label={t('wordOf', { provider })}
        size="xs"
        value={word}
        disabled={isBusy}
        data={[
          { value: 'always', label: t('words.always') },
          { value: 'never', label: t('words.never') },
          { value: 'ask', label: t('words.ask') },
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {error && <ErrorNotice error={error} />}
    </li>
  );
}
