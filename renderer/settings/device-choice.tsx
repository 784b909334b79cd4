// The device that models run on: what was found to work here, and why the others do not.

import { useEffect, useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Device } from '../../shared/inference.ts';
import type { DeviceReport } from '../../shared/model-listing.ts';
import { Unusable } from '../models/machine.tsx';
import { useDeviceDetail } from '../models/use-device-detail.ts';
import { useModels } from '../state/models.ts';
import { deviceName } from '../ui/device-name.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import machine from './machine-settings.module.css';
import classes from './settings.module.css';
import { SettingsGroup } from './settings-group.tsx';
import type { SettingsForm } from './use-settings-form.ts';

export function DeviceChoice({ form }: { readonly form: SettingsForm }) {
  const t = useTranslations('machineSettings.devices');
  const { overview, error, load } = useModels();
  useEffect(() => {
    void load();
  }, [load]);
  const kept = form.overview.values.device;
  const devices = overview?.devices ?? [];
  // One that was chosen, or is in use, stands there even where it does not work.
  const offered = devices.filter(
    ({ device, works }) => works || device === kept || device === overview?.device,
  );
  const isUnknown = kept !== 'auto' && !devices.some(({ device }) => device === kept);
  const isTrying = overview === undefined && error === undefined;
  const now = kept === 'auto' && overview ? deviceName(overview.device) : undefined;
  return (
    <SettingsGroup title={t('where')}>
      <div className={machine.choices}>
        <Choice
          form={form}
          device="auto"
          name={t('auto')}
          detail={now === undefined ? t('autoHint') : t('autoNow', { device: now })}
        />
        {offered.map((report) => (
          <DeviceLine key={report.device} form={form} report={report} />
        ))}
        {isUnknown && <Choice form={form} device={kept} name={deviceName(kept)} detail="" />}
      </div>
      {isTrying && (
        <p role="status" className={classes.soft}>
          {t('trying')}
        </p>
      )}
      {error && <ErrorNotice error={error} onRecover={load} />}
      <Unusable reports={devices.filter((report) => !offered.includes(report))} />
    </SettingsGroup>
  );
}

interface DeviceLineProps {
  readonly form: SettingsForm;
  readonly report: DeviceReport;
}

function DeviceLine({ form, report }: DeviceLineProps) {
  const t = useTranslations('models.machine');
  const { device, works } = report;
  const more = useDeviceDetail()(report);
  const detail = [t(works ? 'works' : 'failed'), more].filter((one) => one !== undefined);
  return (
    <Choice form={form} device={device} name={deviceName(device)} detail={detail.join(' · ')} />
  );
}

interface ChoiceProps {
  readonly form: SettingsForm;
  readonly device: Device | 'auto';
  readonly name: string;
  readonly detail: string;
}

function Choice({ form, device, name, detail }: ChoiceProps) {
  const id = useId();
  return (
    <label className={machine.choice}>
      <input
        type="radio"
        name="device"
        value={device}
        checked={form.text('device') === device}
        aria-labelledby={`${id}name`}
        aria-describedby={`${id}detail`}
        onChange={() => form.write({ device })}
      />
      <span id={`${id}name`} className={machine.choiceName}>
        {name}
      </span>
      <span id={`${id}detail`} className={machine.choiceDetail}>
        {detail}
      </span>
    </label>
  );
}
