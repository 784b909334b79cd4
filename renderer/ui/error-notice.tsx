// An expected failure: what happened in the person's language, and what can be done about it.

import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Recovery } from '../../shared/error-table.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { SettingsSection } from '../settings/sections.ts';
import { useView } from '../state/view.ts';
import classes from './error-notice.module.css';
import { useErrorText } from './error-text.ts';

/** What the screen can do by itself; for the others the sentence says it. */
const BUTTONS: ReadonlySet<Recovery> = new Set<Recovery>([
  'retry',
  'choose-file',
  'choose-model',
  'change-request',
]);

/** The section of the settings that has something for it. */
function sectionFor({ code, recovery }: ErrorReport): SettingsSection | undefined {
  if (recovery !== 'open-settings') {
    return undefined;
  }
  if (/^(CONTROLLER|PROMPT)_/.test(code)) {
    return code === 'PROMPT_INVALID' ? 'prompts' : 'model';
  }
  if (/^HUB_TOKEN_/.test(code)) {
    return 'keys';
  }
  if (code === 'NETWORK_REFUSED' || code === 'HUB_OFFLINE') {
    return 'mode';
  }
  return code === 'DEVICE_MISSING' ? 'devices' : undefined;
}

interface ErrorNoticeProps {
  readonly error: ErrorReport;
  /** What the button does; without it there is none. */
  readonly onRecover?: (() => void) | undefined;
}

export function ErrorNotice({ error, onRecover }: ErrorNoticeProps) {
  const t = useTranslations('errors.recoveries');
  const errorText = useErrorText();
  const { recovery } = error;
  const section = sectionFor(error);
  const isInSettings = useView(({ screen }) => screen === 'settings');
  return (
    <div className={classes.notice} role="alert">
      <IconAlertCircle className={classes.icon} size={16} stroke={1.75} aria-hidden />
      <p className={classes.text}>{errorText(error)}</p>
      {onRecover !== undefined && BUTTONS.has(recovery) && (
        <Button size="compact-sm" variant="default" onClick={onRecover}>
          {t(recovery)}
        </Button>
      )}
      {section !== undefined && !isInSettings && <OpenSettings section={section} />}
    </div>
  );
}

function OpenSettings({ section }: { readonly section: SettingsSection }) {
  const t = useTranslations('errors.recoveries');
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => useView.getState().openSettings(section)}
    >
      {t('open-settings')}
    </Button>
  );
}
