// One key: what it is for, where it comes from, and setting, replacing and removing what is saved.

import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleDashed,
  IconFileText,
  IconLock,
  IconShieldLock,
  IconTerminal2,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeyListing, KeySaving } from '../../shared/keys.ts';
import { engine } from '../api/client.ts';
import { useKeys } from '../state/keys.ts';
import { AskedRemoval } from '../ui/asked-removal.tsx';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import { useAction } from '../ui/use-action.ts';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { KeyForm } from './key-form.tsx';
import classes from './keys.module.css';
import { keyRowId } from './lead-to-key.ts';
import settings from './settings.module.css';

export interface KeyRowProps {
  readonly listing: KeyListing;
  readonly saving: KeySaving;
  readonly onDone: (words: string) => void;
  readonly onRemoved: (words: string) => void;
}

export function KeyRow({ listing, saving, onDone, onRemoved }: KeyRowProps) {
  const t = useTranslations('keys');
  const [isEditing, setEditing] = useState(false);
  const editor = useFocusBack();
  const { variable, source, stored } = listing;
  const leave = () => {
    editor.want();
    setEditing(false);
  };
  const word = stored === undefined ? 'set' : 'replace';
  return (
    <li id={keyRowId(variable)} className={settings.row} aria-label={variable} tabIndex={-1}>
      <div className={settings.line}>
        <Summary listing={listing} saving={saving} />
        {!isEditing && source !== 'environment' && (
          <Button
            ref={editor.ref}
            size="compact-sm"
            variant="default"
            aria-label={t(`${word}One`, { variable })}
            onClick={() => {
              onDone('');
              setEditing(true);
            }}
          >
            {t(word)}
          </Button>
        )}
        {!isEditing && stored !== undefined && <Removal listing={listing} onRemoved={onRemoved} />}
      </div>
      {isEditing && (
        <KeyForm
          variable={variable}
          saving={saving}
          onSaved={() => {
            leave();
            onDone(t('saved', { variable }));
          }}
          onLeave={leave}
        />
      )}
    </li>
  );
}

function Summary({ listing, saving }: Pick<KeyRowProps, 'listing' | 'saving'>) {
  const t = useTranslations('keys');
  const { list } = useFormat();
  const { variable, connections, isForHub, source, stored } = listing;
  const names = list([...connections, ...(isForHub ? [t('hub')] : [])]);
  return (
    <div className={settings.words}>
      <p className={classes.variable}>{variable}</p>
      <p className={settings.soft}>{names === '' ? t('forNothing') : t('for', { names })}</p>
      <State listing={listing} />
      {source === 'environment' && <p className={settings.soft}>{t('notes.environment')}</p>}
      {stored !== undefined && source !== 'stored' && <Unused listing={listing} saving={saving} />}
    </div>
  );
}

const ICONS = {
  none: IconCircleDashed,
  environment: IconTerminal2,
  'token-file': IconFileText,
  keyring: IconShieldLock,
  plain: IconAlertTriangle,
  locked: IconLock,
} as const satisfies Record<string, TablerIcon>;

/** Of the key that is used, or of what keeps one from being used. */
function State({ listing }: { readonly listing: KeyListing }) {
  const t = useTranslations('keys.states');
  const { moment } = useFormat();
  const { source, environmentVariable = '', stored } = listing;
  const isElsewhere = source === 'environment' || source === 'token-file';
  const state = isElsewhere ? source : (stored?.protection ?? 'none');
  const Icon = ICONS[state];
  const when = stored === undefined ? '' : moment(stored.setAt);
  return (
    <p className={classes.state} data-warning={state === 'plain' || state === 'locked'}>
      <Icon className={classes.icon} size={14} stroke={1.5} aria-hidden />
      <span>{t(state, { variable: environmentVariable, when })}</span>
    </p>
  );
}

/** Something is saved and does not count: it is locked, or the environment comes first. */
function Unused({ listing, saving }: Pick<KeyRowProps, 'listing' | 'saving'>) {
  const t = useTranslations('keys');
  const load = useKeys((keys) => keys.load);
  const { source, stored } = listing;
  if (stored?.protection !== 'locked' || source === 'environment') {
    return <p className={settings.soft}>{t('notes.unused')}</p>;
  }
  return saving === 'plain-host' ? (
    <p className={settings.soft}>{t('notes.locked-host')}</p>
  ) : (
    <p className={settings.soft}>
      {t('notes.locked-desktop')}{' '}
      <TextButton fz="inherit" py={0} onClick={() => void load()}>
        {t('look')}
      </TextButton>
    </p>
  );
}

function Removal({ listing, onRemoved }: Pick<KeyRowProps, 'listing' | 'onRemoved'>) {
  const t = useTranslations('keys');
  const change = useKeys((keys) => keys.change);
  const { isBusy, error, act } = useAction();
  const { variable } = listing;
  const remove = async () => {
    if (await act(() => change(engine.keys.remove({ variable })))) {
      onRemoved(t('removed', { variable }));
    }
  };
  const words = {
    remove: t('remove'),
    label: t('removeOne', { variable }),
    question: t('sure'),
    keep: t('keep'),
    yes: t('removeYes'),
  };
  return <AskedRemoval words={words} action={{ isBusy, error }} onRemove={remove} />;
}
