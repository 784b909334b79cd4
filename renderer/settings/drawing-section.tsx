// How pictures are drawn by the models of this machine, where it is not left to each of them.

import { useTranslations } from 'use-intl';
import type { Drawing } from '../../shared/drawing.ts';
import screen from '../shell/screen-body.module.css';
import { DrawingNumber, DrawingScheduler } from './drawing-fields.tsx';
import machine from './machine-settings.module.css';
import { SaveBar } from './save-bar.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { useDrawingForm } from './use-drawing-form.ts';

export function DrawingSection({ drawing }: { readonly drawing: Drawing }) {
  const t = useTranslations('drawing');
  const form = useDrawingForm(drawing);
  return (
    <section aria-labelledby="settings-drawing">
      <div className={screen.head}>
        <h2 id="settings-drawing">{t('title')}</h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      <form onSubmit={form.save} aria-labelledby="settings-drawing">
        <div className={screen.rows}>
          <SettingsGroup title={t('every')}>
            <div className={machine.numbers}>
              <DrawingNumber form={form} name="steps" />
              <DrawingNumber form={form} name="guidance" />
              <DrawingScheduler form={form} />
            </div>
          </SettingsGroup>
          <SettingsGroup title={t('new')}>
            <div className={machine.numbers}>
              <DrawingNumber form={form} name="width" />
              <DrawingNumber form={form} name="height" />
            </div>
          </SettingsGroup>
          <SettingsGroup title={t('given')}>
            <div className={machine.numbers}>
              <DrawingNumber form={form} name="strength" />
              <DrawingNumber form={form} name="controlScale" />
            </div>
          </SettingsGroup>
        </div>
        <SaveBar form={form} />
      </form>
    </section>
  );
}
