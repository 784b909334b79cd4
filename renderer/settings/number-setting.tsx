// A number of the settings: typed, or moved with the arrow keys; what it does not take is said in words.

import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../ui/format.ts';
import classes from './settings.module.css';
import {
  type NumberSetting as Name,
  type NumberRange,
  rangeOf,
  stepped,
} from './settings-draft.ts';
import type { SettingsForm } from './use-settings-form.ts';

interface NumberSettingProps {
  readonly form: SettingsForm;
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
}

export function NumberSetting({ form, name, label, hint }: NumberSettingProps) {
  const faultWords = useFaultWords();
  const text = form.text(name);
  const range = rangeOf(name, form.overview.memory);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
    if (by !== undefined) {
      event.preventDefault(); // the caret would jump
      form.write({ [name]: stepped(text, by, range) });
    }
  };
  return (
    <TextInput
      className={classes.field ?? ''}
      classNames={{ description: classes.note, error: classes.note }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      size="sm"
      inputMode={range.isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      label={label}
      description={hint}
      error={form.isFaulty(name) && faultWords(text, range)}
      value={text}
      onChange={({ currentTarget }) => form.write({ [name]: currentTarget.value })}
      onBlur={() => form.leave(name)}
      onKeyDown={onKeyDown}
    />
  );
}

/** What was expected, and what stands there. */
function useFaultWords(): (text: string, range: NumberRange) => string {
  const t = useTranslations('machineSettings');
  const { count } = useFormat();
  return (text, { least, most, isWhole, isAbove }) => {
    const ends = { least: count(least), most: count(most ?? 0) };
    const kind = most === undefined ? (isAbove ? 'above' : 'from') : isWhole ? 'whole' : 'between';
    const typed = text.trim();
    return t('fault', {
      range: t(`ranges.${kind}`, ends),
      typed: typed === '' ? t('nothingTyped') : t('typed', { text: typed }),
    });
  };
}
