// Where this program keeps things, the folders with models of one's own, and what is kept and taken.

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ChangeableSettingsSchema, type SettingsOverview } from '../../shared/settings.ts';
import { CopyAction } from '../chat/copy-action.tsx';
import screen from '../shell/screen-body.module.css';
import machine from './machine-settings.module.css';
import { ModelFolders } from './model-folders.tsx';
import { NumberSetting } from './number-setting.tsx';
import { SaveBar } from './save-bar.tsx';
import classes from './settings.module.css';
import { type SettingsForm, useSettingsForm } from './use-settings-form.ts';

const KEYS = ['maxResultBytes', 'licences', 'longSpeech'] as const;

export function FoldersSection({ overview }: { readonly overview: SettingsOverview }) {
  const t = useTranslations('machineSettings.folders');
  const form = useSettingsForm(KEYS, overview);
  return (
    <section aria-labelledby="settings-folders">
      <div className={screen.head}>
        <h2 id="settings-folders">{t('title')}</h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      <div className={screen.rows}>
        <Place name={t('home')} path={overview.home} hint={t('homeHint')} />
        <Place name={t('modelCache')} path={overview.modelCache} hint={t('modelCacheHint')} />
        <ModelFolders folders={overview.values.modelFolders} />
      </div>
      <form className={machine.below} onSubmit={form.save} aria-label={t('kept')}>
        <div className={screen.rows}>
          <div className={classes.row}>
            <div className={classes.fields}>
              <NumberSetting
                form={form}
                name="maxResultBytes"
                label={t('maxResultBytes')}
                hint={t('maxResultBytesHint')}
              />
              <Choice form={form} name="licences" />
              <Choice form={form} name="longSpeech" />
            </div>
          </div>
        </div>
        <SaveBar form={form} />
      </form>
    </section>
  );
}

interface PlaceProps {
  readonly name: string;
  readonly path: string;
  readonly hint: string;
}

function Place({ name, path, hint }: PlaceProps) {
  const t = useTranslations('machineSettings.folders');
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <div className={classes.words}>
          <p className={classes.name}>{name}</p>
          <p className={machine.path}>{path}</p>
          <p className={classes.soft}>{hint}</p>
        </div>
        <CopyAction label={t('copy', { name })} text={() => path} />
      </div>
    </div>
  );
}

const { licences, longSpeech } = ChangeableSettingsSchema.shape;

interface ChoiceProps {
  readonly form: SettingsForm;
  readonly name: 'licences' | 'longSpeech';
}

/** One of the few values that a setting has. */
function Choice({ form, name }: ChoiceProps) {
  const t = useTranslations('machineSettings.folders');
  const data =
    name === 'licences'
      ? licences.options.map((value) => ({ value, label: t(`licenceChoices.${value}`) }))
      : longSpeech.options.map((value) => ({ value, label: t(`longSpeechChoices.${value}`) }));
  return (
    <NativeSelect
      className={classes.field ?? ''}
      classNames={{ description: classes.note }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      size="sm"
      label={t(name)}
      description={t(`${name}Hint`)}
      value={form.text(name)}
      data={data}
      onChange={({ currentTarget: { value } }) =>
        form.write(
          name === 'licences'
            ? { licences: licences.parse(value) }
            : { longSpeech: longSpeech.parse(value) },
        )
      }
    />
  );
}
