// Conversations under the days on which they were last worked in, as the person's calendar has them.

import type { Conversation } from '../../shared/conversations.ts';

/** What a group is called; months have their number from 1. */
export type GroupName =
  | { readonly type: 'pinned' | 'today' | 'yesterday' | 'week' | 'month' }
  | { readonly type: 'past-month'; readonly year: number; readonly month: number };

export interface Group {
  readonly key: string;
  readonly name: GroupName;
  readonly conversations: readonly Conversation[];
}

interface Calendar {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA name, such as Europe/Berlin. */
  readonly timeZone: string;
  /** 1 for Monday to 7 for Sunday, as Intl.Locale gives it. */
  readonly firstDayOfWeek: number;
}

/** A day of the calendar; `number` counts days, so that neighbours differ by 1 whatever the clock did. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly number: number;
}

/** @param conversations pinned ones first, then the latest; groups keep that order */
export function groupByDay(
  conversations: readonly Conversation[],
  { now, timeZone, firstDayOfWeek }: Calendar,
): readonly Group[] {
  const dayOf = createDayOf(timeZone);
  const today = dayOf(now);
  const weekBegan = today.number - ((weekday(today.number) - firstDayOfWeek + 7) % 7);
  const groups = new Map<string, { name: GroupName; conversations: Conversation[] }>();
  for (const conversation of conversations) {
    const name: GroupName = conversation.isPinned
      ? { type: 'pinned' }
      : nameOf(dayOf(conversation.updatedAt), today, weekBegan);
    const key = name.type === 'past-month' ? `${name.year}-${name.month}` : name.type;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { name, conversations: [conversation] });
    } else {
      group.conversations.push(conversation);
    }
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

function nameOf(day: Day, today: Day, weekBegan: number): GroupName {
  if (day.number >= today.number) {
    return { type: 'today' }; // a clock that was put back leaves conversations in the future
  }
  if (day.number === today.number - 1) {
    return { type: 'yesterday' };
  }
  if (day.number >= weekBegan) {
    return { type: 'week' };
  }
  if (day.year === today.year && day.month === today.month) {
    return { type: 'month' };
  }
  return { type: 'past-month', year: day.year, month: day.month };
}

const DAY_MS = 86_400_000;

function createDayOf(timeZone: string): (at: number) => Day {
  // Sweden writes dates as YYYY-MM-DD.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return (at) => {
    const date = format.format(at);
    const [year = 0, month = 0] = date.split('-').map(Number);
    return { year, month, number: Date.parse(`${date}T00:00:00Z`) / DAY_MS };
  };
}

/** 1 for Monday to 7 for Sunday; the first of January 1970 was a Thursday. */
function weekday(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
