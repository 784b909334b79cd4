// Where models run, how much of this machine tasks may take, and how fast models may come.

import { useTranslations } from 'use-intl';
import type { SettingsOverview } from '../../shared/settings.ts';
import screen from '../shell/screen-body.module.css';
import { useModels } from '../state/models.ts';
import { useFormat } from '../ui/format.ts';
import { DeviceChoice } from './device-choice.tsx';
import machine from './machine-settings.module.css';
import { NumberSetting } from './number-setting.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { useSettingsForm } from './use-settings-form.ts';

const SLOTS = ['cpuSlots', 'gpuSlots', 'networkSlots'] as const;
const AMOUNTS = ['modelMemoryBytes', 'modelIdleMinutes', 'downloadBytesPerSecond'] as const;
const KEYS = ['device', ...SLOTS, ...AMOUNTS] as const;

export function DevicesSection({ overview }: { readonly overview: SettingsOverview }) {
  const t = useTranslations('machineSettings.devices');
  const { bytes } = useFormat();
  const form = useSettingsForm(KEYS, overview);
  const { cores, memory } = overview;
  const free = useModels((models) => models.overview?.freeMemory);
  const amounts = { cores, memory: bytes(memory) };
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
        <p className={screen.aside}>
          {free === undefined
            ? t('hint', amounts)
            : t('hintFree', { ...amounts, free: bytes(free) })}
        </p>
      </div>
      <form onSubmit={form.save} aria-labelledby="settings-devices">
        <div className={screen.rows}>
          <DeviceChoice form={form} />
          <SettingsGroup title={t('slots')}>
            <div className={machine.numbers}>{SLOTS.map(number)}</div>
          </SettingsGroup>
          <SettingsGroup title={t('memory')}>
            <div className={machine.numbers}>{AMOUNTS.map(number)}</div>
          </SettingsGroup>
        </div>
        <SaveBar form={form} />
      </form>
    </section>
  );
}
