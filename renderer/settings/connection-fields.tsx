// The fields of a connection: its name and address first, what is seldom needed behind a fold.

import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import { PRESETS, PresetSchema } from '../../shared/controllers.ts';
import { Summary } from '../ui/summary.tsx';
import type { ConnectionDraft, ConnectionFault } from './connection-draft.ts';
import classes from './settings.module.css';

interface FieldsProps {
  readonly draft: ConnectionDraft;
  readonly faults: readonly ConnectionFault[];
  readonly isNamed: boolean;
  readonly onChange: (part: Partial<ConnectionDraft>) => void;
}

export function AddressFields({ draft, faults, isNamed, onChange }: FieldsProps) {
  const t = useTranslations('settings.connections');
  const { id, preset, baseUrl, deployment, apiVersion } = draft;
  const idFault = faults.find((fault) => fault === 'id' || fault === 'taken');
  const hasUsual = preset !== 'custom' && preset !== 'azure';
  return (
    <div className={classes.fields}>
      {!isNamed && (
        <Field
          label={t('id')}
          description={t('idHint')}
          error={idFault && t(`faults.${idFault}`)}
          value={id}
          // The person came here to fill it in.
          autoFocus
          onChange={({ currentTarget }) => onChange({ id: currentTarget.value })}
        />
      )}
      <NativeSelect
        className={classes.field ?? ''}
        label={t('preset')}
        size="sm"
        value={preset}
        autoFocus={isNamed}
        data={PRESETS.map((value) => ({ value, label: t(`presets.${value}`) }))}
        onChange={({ currentTarget }) =>
          onChange({ preset: PresetSchema.parse(currentTarget.value) })
        }
      />
      <Field
        label={t('baseUrl')}
        description={t(hasUsual ? 'baseUrlOwn' : 'baseUrlHint')}
        error={faults.includes('baseUrl') && t('faults.baseUrl')}
        inputMode="url"
        value={baseUrl}
        onChange={({ currentTarget }) => onChange({ baseUrl: currentTarget.value })}
      />
      {preset === 'azure' && (
        <>
          <Field
            label={t('deployment')}
            value={deployment}
            onChange={({ currentTarget }) => onChange({ deployment: currentTarget.value })}
          />
          <Field
            label={t('apiVersion')}
            placeholder="2024-10-21"
            value={apiVersion}
            onChange={({ currentTarget }) => onChange({ apiVersion: currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}

export function MoreFields({ draft, faults, onChange }: FieldsProps) {
  const t = useTranslations('settings.connections');
  const price = faults.includes('price') && t('faults.price');
  const isFaulty = faults.includes('tokens') || faults.includes('price');
  return (
    <details className={classes.more} {...(isFaulty && { open: true })}>
      <Summary>{t('more')}</Summary>
      <div className={classes.fields}>
        <Field
          label={t('contextTokens')}
          description={t('contextHint')}
          error={faults.includes('tokens') && t('faults.tokens')}
          inputMode="numeric"
          value={draft.contextTokens}
          onChange={({ currentTarget }) => onChange({ contextTokens: currentTarget.value })}
        />
        <Field
          label={t('priceInput')}
          error={price}
          inputMode="decimal"
          value={draft.priceInput}
          onChange={({ currentTarget }) => onChange({ priceInput: currentTarget.value })}
        />
        <Field
          label={t('priceOutput')}
          error={price}
          inputMode="decimal"
          value={draft.priceOutput}
          onChange={({ currentTarget }) => onChange({ priceOutput: currentTarget.value })}
        />
        <Checkbox
          className={classes.check ?? ''}
          size="xs"
          label={t('takesImages')}
          checked={draft.takesImages}
          onChange={({ currentTarget }) => onChange({ takesImages: currentTarget.checked })}
        />
      </div>
    </details>
  );
}

/** Nothing that is written here is a word of a language. */
function Field(props: ComponentProps<typeof TextInput>) {
  return (
    <TextInput
      className={classes.field ?? ''}
      classNames={{ description: classes.note, error: classes.note }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      size="sm"
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      {...props}
    />
  );
}
