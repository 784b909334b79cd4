import { describe, expect, it } from 'vitest';
import {
  countHosts,
  groupHosts,
  hostOf,
  hostsAway,
  latestRecords,
  lookOf,
  savedConnections,
  sumAway,
} from '../../../renderer/settings/privacy-lists.ts';
import {
  type ConnectionRecord,
  type Destination,
  type NetworkOverview,
  NetworkOverviewSchema,
} from '../../../shared/connections.ts';
import { detail } from '../../../shared/errors.ts';

const WHY = detail('only-loopback');
const DESTINATIONS: readonly Destination[] = [
  { purpose: 'hub', origin: 'https://hub.example', refusal: WHY },
  { purpose: 'expert', origin: 'https://router.example', refusal: WHY },
  { purpose: 'expert', origin: 'https://hub.example', refusal: WHY },
  { purpose: 'controller', name: 'here', origin: 'http://127.0.0.1:11434' },
];

function record(changed: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    ...{ at: 1, purpose: 'hub', method: 'GET', scheme: 'https', host: 'hub.example', port: 443 },
    ...{ sentBytes: 0, receivedBytes: 0, outcome: { how: 'open' } },
    ...changed,
  };
}

describe('hosts', () => {
  it('that are not this machine are named once each', () => {
    expect(hostsAway(DESTINATIONS).map(({ origin }) => origin)).toEqual([
      'https://hub.example',
      'https://router.example',
    ]);
  });

  it('are listed once with all that they are for, those that may be asked first', () => {
    expect(groupHosts(DESTINATIONS)).toEqual([
      {
        refusal: undefined,
        hosts: [
          { origin: 'http://127.0.0.1:11434', uses: [{ purpose: 'controller', name: 'here' }] },
        ],
      },
      {
        refusal: WHY,
        hosts: [
          { origin: 'https://hub.example', uses: [{ purpose: 'hub' }, { purpose: 'expert' }] },
          { origin: 'https://router.example', uses: [{ purpose: 'expert' }] },
        ],
      },
    ]);
  });

  it('are counted once', () => {
    expect(countHosts(DESTINATIONS)).toEqual({ all: 3, allowed: 1 });
  });

  it('show a port that is not the usual one', () => {
    expect(hostOf(record())).toBe('hub.example');
    expect(hostOf(record({ port: 8443 }))).toBe('hub.example:8443');
    expect(hostOf(record({ scheme: 'http', port: 443 }))).toBe('hub.example:443');
  });
});

describe('connections', () => {
  const records = [1, 2, 2, 3].map((at, place) => record({ at, sentBytes: place, task: place }));

  it('come with the latest first, each under a key that stays', () => {
    const keys = (of: readonly ConnectionRecord[], count: number) =>
      latestRecords(of, count).map(({ key, record: { task } }) => [key, task]);
    expect(keys(records, 3)).toEqual([
      ['3 0', 3],
      ['2 1', 2],
      ['2 0', 1],
    ]);
    const later = [...records.slice(1), record({ at: 4, task: 4 })];
    expect(keys(later, 3)).toEqual([
      ['4 0', 4],
      ['3 0', 3],
      ['2 1', 2],
    ]);
  });

  it('to other machines are added up, those that were refused left out', () => {
    const here = ['127.0.0.1', '127.3.2.1', 'localhost', '[::1]'];
    const others = here.map((host) => record({ host, sentBytes: 7 }));
    const refused = record({ outcome: { how: 'refused', why: WHY } });
    expect(sumAway([...others, refused])).toEqual({ count: 0, sent: 0, received: 0 });
    const away = record({ host: '127.0.0.1.example', receivedBytes: 5 });
    expect(sumAway([...records, ...others, refused, away])).toEqual({
      ...{ count: 5, sent: 6, received: 5 },
    });
  });

  it('look by how they ended', () => {
    const durationMs = 1;
    expect(lookOf({ how: 'refused', why: WHY })).toBe('refused');
    expect(lookOf({ how: 'open', status: 200 })).toBe('open');
    expect(lookOf({ how: 'answered', status: 200, durationMs })).toBe('good');
    expect(lookOf({ how: 'left', status: 206, durationMs })).toBe('good');
    expect(lookOf({ how: 'answered', status: 404, durationMs })).toBe('bad');
    expect(lookOf({ how: 'failed', code: 'ECONNREFUSED', durationMs })).toBe('bad');
  });

  it('are saved whole, under a name with the day', () => {
    const overview: NetworkOverview = {
      ...{ mode: 'hybrid', destinations: DESTINATIONS, uploads: { fal: 'never' }, records },
    };
    const { name, text } = savedConnections(overview, new Date(2026, 0, 5, 12));
    expect(name).toBe('ensemble-connections-2026-01-05.json');
    expect(NetworkOverviewSchema.parse(JSON.parse(text))).toEqual(overview);
  });
});
