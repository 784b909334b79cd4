// One connection: where it is, its key, why it is not asked; it can be edited and done away with.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConnectionListing } from '../../shared/controller-listing.ts';
import { engine } from '../api/client.ts';
import { AskedRemoval } from '../ui/asked-removal.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useDetailText } from '../ui/error-text.ts';
import { TextButton } from '../ui/text-button.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { draftOfConnection, removalOf } from './connection-draft.ts';
import { ConnectionForm } from './connection-form.tsx';
import { leadToKey } from './lead-to-key.ts';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

interface ConnectionRowProps {
  readonly listing: ConnectionListing;
  readonly onRemoved: () => void;
}

const NONE: ReadonlySet<string> = new Set();

export function ConnectionRow({ listing, onRemoved }: ConnectionRowProps) {
  const t = useTranslations('settings.connections');
  const [isEditing, setEditing] = useState(false);
  const editor = useFocusBack();
  const { name } = listing;
  const leave = () => {
    editor.want();
    setEditing(false);
  };
  return (
    <li className={classes.row} aria-label={name}>
      <div className={classes.line}>
        <Summary listing={listing} />
        {!isEditing && (
          <Button
            ref={editor.ref}
            size="compact-sm"
            variant="default"
            aria-label={t('editOne', { name })}
            onClick={() => setEditing(true)}
          >
            {t('edit')}
          </Button>
        )}
        {!isEditing && <Removal listing={listing} onRemoved={onRemoved} />}
      </div>
      {isEditing && (
        <ConnectionForm
          title={t('editTitle', { name })}
          initial={draftOfConnection(listing)}
          isNamed
          taken={NONE}
          onSaved={leave}
          onLeave={leave}
        />
      )}
    </li>
  );
}

function Summary({ listing }: { readonly listing: ConnectionListing }) {
  const detailText = useDetailText();
  const t = useTranslations('settings.connections');
  const lead = useTranslations('keys')('lead');
  const { id, name, baseUrl, isHere, needsKey, hasKey, keySource, refusal } = listing;
  const { keyVariable: variable } = listing;
  const present = keySource === 'stored' ? 'keyKept' : 'keyPresent';
  const isMissing = needsKey && !hasKey;
  const key = hasKey ? t(present, { variable }) : isMissing && t('keyMissing', { variable });
  const place = baseUrl === undefined ? t('noAddress') : t(isHere ? 'here' : 'away');
  return (
    <div className={classes.words}>
      <p className={classes.name}>
        {name}
        {name !== id && <code>{id}</code>}
      </p>
      <p className={classes.soft}>
        {baseUrl !== undefined && <span className={classes.address}>{baseUrl}</span>}
        {[place, key].filter(Boolean).join(' · ')}{' '}
        {isMissing && (
          <TextButton fz="inherit" py={0} onClick={() => leadToKey(variable)}>
            {lead}
          </TextButton>
        )}
      </p>
      {refusal !== undefined && <p className={classes.soft}>{detailText(refusal)}</p>}
    </div>
  );
}

/** One's own is removed after a question; one that came along gets back what it was. */
function Removal({ listing, onRemoved }: ConnectionRowProps) {
  const t = useTranslations('settings.connections');
  const { isBusy, error, change } = useChange();
  const { id, name } = listing;
  const way = removalOf(listing);
  const remove = async () => {
    if (await change(() => engine.controllers.removeConnection({ id }))) {
      onRemoved();
    }
  };
  if (way === 'remove') {
    const words = {
      remove: t('remove'),
      label: t('removeOne', { name }),
      question: t('sure', { name }),
      keep: t('keep'),
      yes: t('removeYes'),
    };
    return <AskedRemoval words={words} action={{ isBusy, error }} onRemove={remove} />;
  }
  return (
    way === 'reset' && (
      <>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('resetOne', { name })}
          loading={isBusy}
          onClick={remove}
        >
          {t('reset')}
        </Button>
        {error && <ErrorNotice error={error} />}
      </>
    )
  );
}
