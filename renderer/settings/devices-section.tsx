// Where models run, how much of this machine tasks may take, and how fast models may come.

import { useTranslations } from 'use-intl';
import type { SettingsOverview } from '../../shared/settings.ts';
import screen from '../shell/screen-body.module.css';
import { useFormat } from '../ui/format.ts';
import { DeviceChoice } from './device-choice.tsx';
import { NumberSetting } from './number-setting.tsx';
import { SaveBar } from './save-bar.tsx';
import classes from './settings.module.css';
import { useSettingsForm } from './use-settings-form.ts';

const SLOTS = ['cpuSlots', 'gpuSlots', 'networkSlots'] as const;
const AMOUNTS = ['modelMemoryBytes', 'modelIdleMinutes', 'downloadBytesPerSecond'] as const;
const KEYS = ['device', ...SLOTS, ...AMOUNTS] as const;

export function DevicesSection({ overview }: { readonly overview: SettingsOverview }) {
  const t = useTranslations('machineSettings.devices');
  const { bytes } = useFormat();
  const form = useSettingsForm(KEYS, overview);
  const { cores, memory } = overview;
  const number = (name: (typeof SLOTS)[number] | (typeof AMOUNTS)[number]) => (
    <NumberSetting
      key={name}
      form={form}
      name={name}
      label={t(name)}
      hint={t(`${name}Hint`, { cores })}
    />
  );
  return (
    <section aria-labelledby="settings-devices">
      <div className={screen.head}>
        <h2 id="settings-devices">{t('title')}</h2>
        <p className={screen.aside}>{t('hint', { cores, memory: bytes(memory) })}</p>
      </div>
      <form onSubmit={form.save} aria-labelledby="settings-devices">
        <div className={screen.rows}>
          <DeviceChoice form={form} />
          <fieldset className={classes.row}>
            <legend className={classes.name}>{t('slots')}</legend>
            <div className={classes.fields}>{SLOTS.map(number)}</div>
          </fieldset>
          <fieldset className={classes.row}>
            <legend className={classes.name}>{t('memory')}</legend>
            <div className={classes.fields}>{AMOUNTS.map(number)}</div>
          </fieldset>
        </div>
        <SaveBar form={form} />
      </form>
    </section>
  );
}
