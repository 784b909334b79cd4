// This machine as models see it: which devices there are and which one is used, how much memory and disk
// is free, and why nothing can be fetched where that is so.

import { IconCircleCheck, IconCircleOff, IconCloudOff } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DeviceReport, ModelsOverview, OfflineReason } from '../../shared/model-listing.ts';
import screen from '../shell/screen-body.module.css';
import { deviceName } from '../ui/device-name.ts';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import { useCudaInstall } from './cuda-install.ts';
import { CudaRow } from './cuda-row.tsx';
import classes from './machine.module.css';
import { useDeviceDetail } from './use-device-detail.ts';

/** Buttons that can't be used name it as the reason. */
export const OFFLINE_NOTE = 'models-offline';

export function Machine({ overview }: { readonly overview: ModelsOverview }) {
  const t = useTranslations('models.machine');
  const { bytes } = useFormat();
  const { devices, device, freeMemory, freeDisk, offline, cuda } = overview;
  const isInstalling = useCudaInstall(({ progress }) => progress !== undefined);
  const cudaRow = cuda && <CudaRow offer={cuda} />;
  // Without a card it is no more than a detail of a device that can't be used.
  const isCudaOfUse = isInstalling || cuda?.hasDriver === true;
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
      {isCudaOfUse && cudaRow}
      <Unusable reports={devices.filter((report) => !report.works && !used(report))}>
        {!isCudaOfUse && cudaRow}
      </Unusable>
      {offline !== undefined && <Offline why={offline} />}
    </section>
  );
}

interface DeviceProps {
  readonly report: DeviceReport;
  readonly isUsed: boolean;
}

function Device({ report, isUsed }: DeviceProps) {
  const { device, works } = report;
  const detail = useDeviceDetail()(report);
  const t = useTranslations('models.machine');
  const Icon = works ? IconCircleCheck : IconCircleOff;
  return (
    <li className={classes.device} data-works={works}>
      <Icon className={classes.icon} size={16} stroke={1.75} aria-hidden />
      <span className={classes.name}>{deviceName(device)}</span>
      <span className={classes.detail}>
        <span className={classes.state}>{t(isUsed ? 'used' : works ? 'works' : 'failed')}</span>
        {detail !== undefined && <span className={classes.why}>{detail}</span>}
      </span>
    </li>
  );
}

interface UnusableProps {
  readonly reports: readonly DeviceReport[];
  /** What can be done about one of them. */
  readonly children?: ReactNode;
}

/** Their reasons are long, and rarely wanted. */
export function Unusable({ reports, children }: UnusableProps) {
  const t = useTranslations('models.machine');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const content = useId();
  if (reports.length === 0) {
    return null;
  }
  const names = format.names(reports.map(({ device }) => deviceName(device)));
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
      {isOpen && children}
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
