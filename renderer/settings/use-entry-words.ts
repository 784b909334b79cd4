// An entry of the log in plain words. What an error was about is not in the log, so a word stands in its place.

import { useTranslations } from 'use-intl';
import type { LogEntry } from '../../shared/diagnostics.ts';
import { ERRORS } from '../../shared/error-table.ts';
import { useErrorText } from '../ui/error-text.ts';

export function useEntryWords(): (entry: LogEntry) => string {
  const t = useTranslations('diagnostics.latest');
  const errorText = useErrorText();
  return ({ event, code, facts }) => {
    const happened = t(`events.${event}`);
    if (code === undefined) {
      return happened;
    }
    const { message, recovery } = ERRORS[code];
    const slots = [...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const left = (name: string) => (name === 'why' ? t('noReason') : t('nameless'));
    const data = Object.fromEntries(slots.map((name) => [name, facts[name] ?? left(name)]));
    return `${happened} ${errorText({ code, message, recovery, data })}`;
  };
}
