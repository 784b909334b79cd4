import { describe, expect, it } from 'vitest';
import { groupByDay } from '../../../renderer/sidebar/group-by-day.ts';
import type { Conversation } from '../../../shared/conversations.ts';

function conversation(id: string, updatedAt: string, isPinned = false): Conversation {
  const at = Date.parse(updatedAt);
  return {
    id,
    title: id,
    isPinned,
    createdAt: at,
    updatedAt: at,
    status: 'finished',
    waits: false,
  };
}

interface Place {
  readonly now: string;
  readonly timeZone?: string;
  readonly firstDayOfWeek?: number;
}

/** The groups as "name: ids". */
function grouped(
  conversations: readonly Conversation[],
  { now, timeZone = 'UTC', firstDayOfWeek = 1 }: Place,
): readonly string[] {
  const groups = groupByDay(conversations, { now: Date.parse(now), timeZone, firstDayOfWeek });
  return groups.map(
    ({ key, conversations }) => `${key}: ${conversations.map(({ id }) => id).join(' ')}`,
  );
}

// A Friday.
const now = '2026-11-20T12:00:00Z';

describe('groupByDay', () => {
  it('puts each conversation under its day, its week or its month', () => {
    const conversations = [
      conversation('noon', '2026-11-20T12:00:00Z'),
      conversation('midnight', '2026-11-20T00:00:00Z'),
      conversation('late', '2026-11-19T23:59:59Z'),
      conversation('monday', '2026-11-16T00:00:00Z'),
      conversation('sunday', '2026-11-15T23:59:59Z'),
      conversation('first', '2026-11-01T00:00:00Z'),
      conversation('october', '2026-10-31T23:59:59Z'),
      conversation('last-year', '2025-11-20T12:00:00Z'),
    ];
    expect(grouped(conversations, { now })).toEqual([
      'today: noon midnight',
      'yesterday: late',
      'week: monday',
      'month: sunday first',
      '2026-10: october',
      '2025-11: last-year',
    ]);
  });

  it('keeps pinned ones together, whenever they were worked in', () => {
    const conversations = [
      conversation('old', '2020-01-01T00:00:00Z', true),
      conversation('new', '2026-11-20T11:00:00Z', true),
      conversation('other', '2026-11-20T10:00:00Z'),
    ];
    expect(grouped(conversations, { now })).toEqual(['pinned: old new', 'today: other']);
  });

  it('takes days from the time zone of the person', () => {
    const conversations = [conversation('evening', '2026-11-19T23:30:00Z')];
    expect(grouped(conversations, { now, timeZone: 'Asia/Shanghai' })).toEqual(['today: evening']);
    expect(grouped(conversations, { now, timeZone: 'America/New_York' })).toEqual([
      'yesterday: evening',
    ]);
  });

  it('begins the week on the day on which the person’s calendar begins it', () => {
    const conversations = [conversation('sunday', '2026-11-15T12:00:00Z')];
    expect(grouped(conversations, { now, firstDayOfWeek: 7 })).toEqual(['week: sunday']);
    expect(grouped(conversations, { now, firstDayOfWeek: 1 })).toEqual(['month: sunday']);
  });

  it('knows yesterday across the end of a year and the change of the clock', () => {
    expect(
      grouped([conversation('eve', '2025-12-31T22:00:00Z')], { now: '2026-01-01T09:00:00Z' }),
    ).toEqual(['yesterday: eve']);
    // Berlin's clock went back at 3 in the night: that Sunday had 25 hours.
    expect(
      grouped([conversation('saturday', '2026-10-24T22:30:00Z')], {
        now: '2026-10-26T22:45:00Z',
        timeZone: 'Europe/Berlin',
      }),
    ).toEqual(['yesterday: saturday']);
  });

  it('counts a conversation from the future as one of today', () => {
    expect(grouped([conversation('ahead', '2026-11-22T00:00:00Z')], { now })).toEqual([
      'today: ahead',
    ]);
  });

  it('groups nothing into nothing', () => {
    expect(grouped([], { now })).toEqual([]);
  });
});
