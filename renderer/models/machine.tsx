// This machine as models see it: which devices there are and which one is used, how much memory and disk
// is free, and why nothing can be fetched where that is so.

import { IconCircleCheck, IconCircleOff, IconCloudOff } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { DeviceReport, ModelsOverview, OfflineReason } from '../../shared/model-listing.ts';
import screen from '../shell/screen-body.module.css';
import { deviceName } from '../ui/device-name.ts';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './machine.module.css';

/** Buttons that can't be used name it as the reason. */
export const OFFLINE_NOTE = 'models-offline';

export function Machine({ overview }: { readonly overview: ModelsOverview }) {
  const t = useTranslations('models.machine');
  const { bytes } = useFormat();
  const { devices, device, freeMemory, freeDisk, offline } = overview;
  const used = (one: DeviceReport) => one.device === device;
  return (
    <section aria-labelledby="models-machine">
      <div className={screen.head}>
        <h2 id="models-machine">{t('title')}</h2>
        <p className={screen.aside}>
          {t('memory', { bytes: bytes(freeMemory) })}
          {' · '}
          {t('disk', { bytes: bytes(freeDisk) })}
        </p>
      </div>
      <ul className={classes.devices}>
        {devices
          .filter((report) => report.works || used(report))
          .toSorted((a, b) => Number(used(b)) - Number(used(a)))
          .map((report) => (
            <Device key={report.device} report={report} isUsed={used(report)} />
          ))}
      </ul>
      <Unusable reports={devices.filter((report) => !report.works && !used(report))} />
      {offline !== undefined && <Offline why={offline} />}
    </section>
  );
}

interface DeviceProps {
  readonly report: DeviceReport;
  readonly isUsed: boolean;
}

function Device({ report: { device, works, name, why }, isUsed }: DeviceProps) {
  const t = useTranslations('models.machine');
  const Icon = works ? IconCircleCheck : IconCircleOff;
  return (
    <li className={classes.device} data-works={works}>
      <Icon className={classes.icon} size={16} stroke={1.75} aria-hidden />
      <span className={classes.name}>{deviceName(device)}</span>
      <span className={classes.detail}>
        <span className={classes.state}>{t(isUsed ? 'used' : works ? 'works' : 'failed')}</span>
        {(name ?? why) !== undefined && <span className={classes.why}>{name ?? why}</span>}
      </span>
    </li>
  );
}

/** Their reasons are long, and rarely wanted. */
function Unusable({ reports }: { readonly reports: readonly DeviceReport[] }) {
  const t = useTranslations('models.machine');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const content = useId();
  if (reports.length === 0) {
    return null;
  }
  const names = new Intl.ListFormat(locale).format(reports.map(({ device }) => deviceName(device)));
  return (
    <div className={classes.unusable}>
      <TextButton aria-expanded={isOpen} aria-controls={content} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t('hideReasons') : t('unusable', { count: reports.length, names })}
      </TextButton>
      <ul id={content} className={classes.devices} hidden={!isOpen}>
        {reports.map((report) => (
          <Device key={report.device} report={report} isUsed={false} />
        ))}
      </ul>
    </div>
  );
}

function Offline({ why }: { readonly why: OfflineReason }) {
  const t = useTranslations('models.machine.offline');
  return (
    <p id={OFFLINE_NOTE} className={classes.offline}>
      <IconCloudOff size={16} stroke={1.5} aria-hidden />
      <span>{t(why)}</span>
    </p>
  );
}
