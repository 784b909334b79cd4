// The groups of the list and their names, in the person's language, week and time zone.

import { useEffect, useMemo, useState } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import type { Conversation } from '../../shared/conversations.ts';
import { type Group, type GroupName, groupByDay } from './group-by-day.ts';

export function useGroups(conversations: readonly Conversation[]): readonly Group[] {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const today = useToday(timeZone);
  return useMemo(
    () =>
      groupByDay(conversations, {
        now: today.now,
        timeZone,
        firstDayOfWeek: new Intl.Locale(locale).getWeekInfo().firstDay,
      }),
    [conversations, today, timeZone, locale],
  );
}

/** Milliseconds after which it is looked whether a new day has begun; a machine may have slept. */
const LOOK_MS = 60_000;

/** Another object only when the day is another one. */
function useToday(timeZone: string): { readonly date: string; readonly now: number } {
  const [today, setToday] = useState(() => dayAt(Date.now(), timeZone));
  useEffect(() => {
    const look = () => {
      const current = dayAt(Date.now(), timeZone);
      setToday((known) => (known.date === current.date ? known : current));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [timeZone]);
  return today;
}

function dayAt(now: number, timeZone: string) {
  return { date: new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now), now };
}

export function useGroupTitle(): (name: GroupName) => string {
  const t = useTranslations('sidebar.groups');
  const locale = useLocale();
  const thisYear = new Date().getFullYear();
  return (name) => {
    if (name.type !== 'past-month') {
      return t(name.type);
    }
    const { year, month } = name;
    const format = new Intl.DateTimeFormat(locale, {
      month: 'long',
      ...(year !== thisYear && { year: 'numeric' }),
      timeZone: 'UTC',
    });
    return format.format(Date.UTC(year, month - 1, 1));
  };
}
