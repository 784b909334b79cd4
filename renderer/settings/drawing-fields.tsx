// The fields about drawing: a number or a scheduler each, empty where it is left to the model.

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { DRAWING_LIMITS, SCHEDULER_NAMES } from '../../shared/drawing.ts';
import { useFormat } from '../ui/format.ts';
import type { DrawingField } from './drawing-draft.ts';
import classes from './settings.module.css';
import type { DrawingForm } from './use-drawing-form.ts';

const ORDER = ['label', 'input', 'description', 'error'] as const;

interface NumberFieldProps {
  readonly form: DrawingForm;
  readonly name: Exclude<DrawingField, 'scheduler'>;
}

export function DrawingNumber({ form, name }: NumberFieldProps) {
  const t = useTranslations('drawing');
  const faultWords = useFaultWords();
  const text = form.text(name);
  const fault = form.faultOf(name);
  return (
    <TextInput
      className={classes.field ?? ''}
      classNames={{ description: classes.note, error: classes.note }}
      inputWrapperOrder={[...ORDER]}
      size="sm"
      inputMode={isWhole(name) ? 'numeric' : 'decimal'}
      autoComplete="off"
      placeholder={t('own')}
      label={t(name)}
      description={t(`${name}Hint`)}
      error={fault && (fault === 'alone' ? t('alone') : faultWords(name, text))}
      value={text}
      onChange={({ currentTarget }) => form.write(name, currentTarget.value)}
      onBlur={() => form.leave(name)}
    />
  );
}

function isWhole(name: NumberFieldProps['name']): boolean {
  return TAKES[name].kind === 'whole' || TAKES[name].kind === 'side';
}

export function DrawingScheduler({ form }: { readonly form: DrawingForm }) {
  const t = useTranslations('drawing');
  const names = SCHEDULER_NAMES.map((value) => ({ value, label: t(`schedulers.${value}`) }));
  return (
    <NativeSelect
      className={classes.field ?? ''}
      classNames={{ description: classes.note }}
      inputWrapperOrder={[...ORDER]}
      size="sm"
      label={t('scheduler')}
      description={t('schedulerHint')}
      value={form.text('scheduler')}
      data={[{ value: '', label: t('own') }, ...names]}
      onChange={({ currentTarget }) => form.write('scheduler', currentTarget.value)}
    />
  );
}

/** What was expected, and what stands there. */
function useFaultWords(): (name: NumberFieldProps['name'], typed: string) => string {
  const t = useTranslations('machineSettings');
  const own = useTranslations('drawing');
  const { count } = useFormat();
  return (name, typed) => {
    const { least, most, kind } = TAKES[name];
    const ends = { least: count(least), most: count(most) };
    const isOwn = kind === 'side' || kind === 'share';
    const range = isOwn ? own(kind, ends) : t(`ranges.${kind}`, ends);
    return t('fault', { range, typed: t('typed', { text: typed.trim() }) });
  };
}

const { steps, guidance, side, strength, controlScale } = DRAWING_LIMITS;
const TAKES = {
  steps: { ...steps, kind: 'whole' },
  guidance: { ...guidance, kind: 'between' },
  width: { ...side, kind: 'side' },
  height: { ...side, kind: 'side' },
  strength: { least: strength.above, most: strength.most, kind: 'share' },
  controlScale: { ...controlScale, kind: 'between' },
} as const;
