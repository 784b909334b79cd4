// A command with its keys, which can be recorded anew.

import { useTranslations } from 'use-intl';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { chordText, IS_MAC } from './chord.ts';
import type { CommandId } from './command-keys.ts';
import { KeyCaps } from './key-caps.tsx';
import { RecordKeys } from './record-keys.tsx';
import classes from './shortcut-sheet.module.css';
import { type Rebinding, type Refused, type Taken, useRebinding } from './use-rebinding.ts';

interface ShortcutRowProps {
  readonly id: CommandId;
  /** Told what has changed, for who does not see it. */
  readonly onSaid: (said: string) => void;
}

export function ShortcutRow({ id, onSaid }: ShortcutRowProps) {
  const t = useTranslations('commands');
  const change = useFocusBack();
  const name = t(`names.${id}`);
  const rebinding = useRebinding({
    id,
    onEnd: (said) => {
      change.want();
      onSaid(said);
    },
  });
  const { stage, keys, isChanged, begin, reset } = rebinding;
  if (stage.name === 'asking') {
    return <AskingRow name={name} taken={stage.taken} {...{ rebinding }} />;
  }
  if (stage.name === 'recording') {
    return <RecordingRow name={name} refused={stage.refused} {...{ rebinding }} />;
  }
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.actions}>
        {isChanged && (
          <button
            type="button"
            className={classes.action}
            aria-label={t('shortcuts.resetOne', { name })}
            onClick={reset}
          >
            {t('shortcuts.resetOneShort')}
          </button>
        )}
        <button
          ref={change.ref}
          type="button"
          className={classes.action}
          aria-label={t('shortcuts.change', { name })}
          onClick={begin}
        >
          {t('shortcuts.changeShort')}
        </button>
      </span>
      <span className={classes.keys}>
        {keys.length === 0 && <span className={classes.none}>{t('shortcuts.none')}</span>}
        {keys.map((chord) => (
          <KeyCaps key={chord} chord={chord} />
        ))}
      </span>
    </li>
  );
}

interface ChangingRowProps {
  readonly name: string;
  readonly rebinding: Rebinding;
}

function RecordingRow({
  name,
  refused,
  rebinding: { record, remove, leave },
}: ChangingRowProps & { readonly refused: Refused | undefined }) {
  const t = useTranslations('commands.shortcuts');
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <RecordKeys label={t('change', { name })} {...{ record, remove, leave }} />
      <p className={classes.trouble} role="alert">
        {refused === undefined
          ? t('pressHint')
          : t(`refused.${refused.why}`, { keys: chordText(refused.chord, IS_MAC) })}
      </p>
    </li>
  );
}

function AskingRow({
  name,
  taken,
  rebinding: { swap, leave },
}: ChangingRowProps & { readonly taken: Taken }) {
  const t = useTranslations('commands');
  const keys = chordText(taken.chord, IS_MAC);
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.actions}>
        {/* biome-ignore lint/a11y/noAutofocus: what had the focus is gone */}
        <button autoFocus type="button" className={classes.action} onClick={() => swap(taken)}>
          {t('shortcuts.swap')}
        </button>
        <button type="button" className={classes.action} onClick={leave}>
          {t('shortcuts.keep')}
        </button>
      </span>
      <p className={classes.trouble} role="alert">
        {t('shortcuts.taken', { keys, name: t(`names.${taken.by}`) })}
      </p>
    </li>
  );
}
