// All shortcuts by part of the screen. Those of commands can be changed, those of one place are only shown.

import { VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCommandLayer } from '../state/command-layer.ts';
import { useShortcuts } from '../state/shortcuts.ts';
import { TextButton } from '../ui/text-button.tsx';
import { ALL_MESSAGES } from '../words/all-messages.ts';
import { LANGUAGES } from '../words/languages.ts';
import { chordText, IS_MAC } from './chord.ts';
import { COMMAND_IDS, type CommandId } from './command-keys.ts';
import { COMMAND_GROUPS, COMMANDS } from './command-list.ts';
import { FixedShortcuts } from './fixed-shortcuts.tsx';
import { LayerDialog } from './layer-dialog.tsx';
import { LayerField } from './layer-field.tsx';
import { misfit } from './match.ts';
import { ShortcutRow } from './shortcut-row.tsx';
import classes from './shortcut-sheet.module.css';

export function ShortcutSheet() {
  const t = useTranslations('commands.shortcuts');
  return (
    <LayerDialog
      label={t('title')}
      command="shortcuts"
      size="sheet"
      onClosed={() => useCommandLayer.getState().close()}
    >
      {(close) => <SheetContent onClose={close} />}
    </LayerDialog>
  );
}

function SheetContent({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('commands.shortcuts');
  const typed = useCommandLayer((layer) => layer.typed);
  const [said, setSaid] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const isChanged = useShortcuts(({ chosen }) => Object.keys(chosen).length > 0);
  const reset = () => {
    useShortcuts.getState().reset();
    setSaid(t('wasReset'));
    field.current?.focus(); // the button goes
  };
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('title')}</h2>
        {isChanged && <TextButton onClick={reset}>{t('reset')}</TextButton>}
        <TextButton onClick={onClose}>{t('close')}</TextButton>
      </div>
      <LayerField ref={field} label={t('field')} size="sheet" type="search" />
      <div className={classes.body}>
        <Commands typed={typed} onSaid={setSaid} />
        <FixedShortcuts typed={typed} />
        <p className={classes.hint}>
          {t('hint', { held: [chordText('Mod', IS_MAC), chordText('Alt', IS_MAC)].join(' / ') })}
        </p>
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

interface CommandsProps {
  readonly typed: string;
  readonly onSaid: (said: string) => void;
}

function Commands({ typed, onSaid }: CommandsProps) {
  const t = useTranslations('commands.shortcuts');
  const fitting = COMMAND_IDS.filter((id) => misfit(typed, namesOf(id)) !== undefined);
  return (
    <>
      {COMMAND_GROUPS.map((group) => {
        const ids = fitting.filter((id) => COMMANDS[id].group === group);
        return (
          ids.length > 0 && (
            <section key={group} aria-label={t(`areas.${group}`)}>
              <h3 className={classes.area}>{t(`areas.${group}`)}</h3>
              <ul className={classes.rows}>
                {ids.map((id) => (
                  <ShortcutRow key={id} id={id} onSaid={onSaid} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      {fitting.length === 0 && (
        <p className={classes.hint}>{t('nothing', { words: typed.trim() })}</p>
      )}
    </>
  );
}

function namesOf(id: CommandId): readonly string[] {
  return LANGUAGES.flatMap((language) => {
    const { names, also } = ALL_MESSAGES[language].commands;
    return [names[id], also[id]];
  });
}
