// The two fields of a choice: where it is, and which model of those that are listed there.

import { Autocomplete, NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ConnectionListing, ControllersOverview } from '../../shared/controller-listing.ts';
import type { Stage } from '../../shared/controllers.ts';
import classes from './settings.module.css';
import { type Listed, useListedModels } from './use-listed-models.ts';

interface SourceFieldProps {
  readonly overview: ControllersOverview;
  readonly stage: Stage | 'default';
  readonly source: string;
  readonly onChange: (source: string) => void;
}

export function SourceField({ overview, stage, source, onChange }: SourceFieldProps) {
  const t = useTranslations('settings.model');
  const { connections, localModels } = overview;
  const option = ({ id, name }: ConnectionListing) => ({ value: id, label: name });
  const here = connections.filter(({ isHere }) => isHere).map(option);
  const away = connections.filter(({ isHere }) => !isHere).map(option);
  // What is chosen stays to be seen, even where it is gone.
  const known = new Set(['', 'rules', 'local', ...connections.map(({ id }) => id)]);
  return (
    <NativeSelect
      className={classes.field ?? ''}
      label={stage === 'default' ? t('conductor') : t(`stages.names.${stage}`)}
      size="sm"
      value={source}
      data={[
        ...(stage === 'default' ? [] : [{ value: '', label: t('stages.asAll') }]),
        { value: 'rules', label: t('rules') },
        ...(known.has(source) ? [] : [{ value: source, label: source }]),
        {
          group: t('groupHere'),
          items: [
            ...(localModels.length > 0 || source === 'local'
              ? [{ value: 'local', label: t('localModel') }]
              : []),
            ...here,
          ],
        },
        { group: t('groupAway'), items: away },
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface ModelFieldProps {
  readonly source: string;
  readonly connection: ConnectionListing | undefined;
  readonly overview: ControllersOverview;
  readonly model: string;
  readonly onChange: (model: string) => void;
}

/** Models shown at a time; some services list hundreds. */
const MOST = 100;

export function ModelField(props: ModelFieldProps) {
  const { source, connection, overview, model, onChange } = props;
  const t = useTranslations('settings.model');
  const listed = useListedModels(connection);
  const hint = useListingHint();
  const remote = listed.status === 'listed' ? listed.models : [];
  const models = source === 'local' ? overview.localModels : remote;
  return (
    <Autocomplete
      className={classes.field ?? ''}
      classNames={{ input: classes.mono, option: classes.mono, description: classes.note }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      label={t('model')}
      description={hint(listed)}
      size="sm"
      spellCheck={false}
      autoCapitalize="off"
      limit={MOST}
      // Within the page's landmark, and out of the card, which cuts off what is larger than it.
      comboboxProps={{ portalProps: { target: '#chat' } }}
      value={model}
      data={[...new Set(models)]}
      // One that is written out in full still lets the others be seen.
      {...(models.includes(model) && { filter: ({ options }) => options })}
      onChange={onChange}
    />
  );
}

function useListingHint(): (listed: Listed) => string | undefined {
  const t = useTranslations('settings.model');
  return (listed) => {
    switch (listed.status) {
      case 'none':
        return undefined;
      case 'asking':
        return t('listing');
      case 'listed':
        return t('listed', { count: listed.models.length });
      case 'failed':
        return t('notListed');
    }
  };
}
