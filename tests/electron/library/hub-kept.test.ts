import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HubSearchOptions } from '../../../electron/library/hub-search.ts';
import { AppError, detail } from '../../../shared/errors.ts';
import type { HubQuery } from '../../../shared/hub-models.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeHubOptions, type Fault, listen, startHub } from '../../fakes/hub.ts';
import { DAY_MS, NEVER, onnxModel, searchOn, TODAY } from './shelf-hub.ts';

const MODEL = onnxModel('acme/moods', { pipelineTag: 'text-classification', downloads: 5 });
const QUERY: HubQuery = { kind: 'onnx', task: 'text-classification', text: '' };
const TOKEN = 'hf_secret_of_a_person';

async function hubWith(options: Partial<FakeHubOptions> = {}) {
  const hub = await startHub({ models: [MODEL], ...options });
  onTestFinished(() => hub.close());
  return hub;
}

/** A Hub that answered once, and what fails afterwards. */
async function askedBefore(fault?: Fault) {
  let isBroken = false;
  const hub = await hubWith({ fault: () => (isBroken ? fault : undefined) });
  const home = temporaryFolder();
  const search = (options: Partial<HubSearchOptions> = {}) => searchOn(hub, { home, ...options });
  await search().search(QUERY, NEVER);
  isBroken = true;
  return { hub, home, search };
}

/** A Hub that sends all who ask to another. */
const startMoved = (to: string) =>
  listen((request, response) => {
    response.writeHead(307, { location: `${to}${request.url}` }).end();
  });

const refusal = () => detail('only-loopback');
const later = (ms: number) => ({ clock: () => TODAY + ms });
const KEPT = { models: [{ id: 'acme/moods' }], asOf: TODAY };

describe('what the Hub answered', () => {
  it('is not asked again within a day, nor by the next start', async () => {
    const { hub, search } = await askedBefore();
    const again = search(later(DAY_MS));
    expect(await again.search(QUERY, NEVER)).toMatchObject({ ...KEPT, isKept: false });
    expect(hub.seen).toHaveLength(1);
  });

  it('is asked again after a day, and kept with its new date', async () => {
    const { hub, search } = await askedBefore();
    const next = search(later(DAY_MS + 1));
    const asOf = TODAY + DAY_MS + 1;
    expect(await next.search(QUERY, NEVER)).toMatchObject({ asOf, isKept: false });
    expect(await next.search(QUERY, NEVER)).toMatchObject({ asOf, isKept: false });
    expect(hub.seen).toHaveLength(2);
  });

  it('is asked again where its date lies ahead', async () => {
    const { hub, search } = await askedBefore();
    await search(later(-1)).search(QUERY, NEVER);
    expect(hub.seen).toHaveLength(2);
  });

  it('is known for its question alone', async () => {
    const { search } = await askedBefore();
    const environment = { HF_ENDPOINT: 'http://127.0.0.1:9' };
    const unknown = [
      search({ refusal }).search({ ...QUERY, text: 'moods' }, NEVER),
      search({ refusal }).search({ kind: 'onnx', text: '' }, NEVER),
      search({ refusal, environment }).search(QUERY, NEVER),
    ];
    for (const asked of unknown) {
      await expect(asked).rejects.toMatchObject({ code: 'HUB_OFFLINE' });
    }
  });

  it('serves as of its date where the Hub must not be asked', async () => {
    const { hub, search } = await askedBefore();
    expect(await search({ refusal }).search(QUERY, NEVER)).toMatchObject({ ...KEPT, isKept: true });
    const old = search({ refusal, ...later(400 * DAY_MS) });
    expect(await old.search(QUERY, NEVER)).toMatchObject({ ...KEPT, isKept: true });
    await expect(old.search({ ...QUERY, text: 'new' }, NEVER)).rejects.toMatchObject({
      code: 'HUB_OFFLINE',
      details: { why: [{ code: 'only-loopback' }] },
    });
    expect(hub.seen).toHaveLength(1);
  });

  it('serves also while HF_HUB_OFFLINE is set, which is named where nothing was kept', async () => {
    const { hub, search } = await askedBefore();
    const environment = { HF_ENDPOINT: hub.endpoint, HF_HUB_OFFLINE: '1' };
    const offline = search({ environment, refusal, ...later(2 * DAY_MS) });
    expect(await offline.search(QUERY, NEVER)).toMatchObject({ ...KEPT, isKept: true });
    await expect(offline.search({ ...QUERY, text: 'new' }, NEVER)).rejects.toMatchObject({
      code: 'HUB_VARIABLE_SET',
      data: { variable: 'HF_HUB_OFFLINE' },
    });
    expect(hub.seen).toHaveLength(1);
  });

  it.each([
    ['is out of order', { kind: 'status', status: 503 }],
    ['has had enough', { kind: 'status', status: 429, retryAfter: '55' }],
    ['is hidden behind a page for people', { kind: 'page' }],
  ] as const)('serves where the Hub %s', async (_, fault) => {
    const { search } = await askedBefore(fault);
    const answer = await search(later(2 * DAY_MS)).search(QUERY, NEVER);
    expect(answer).toMatchObject({ ...KEPT, isKept: true });
  });

  it('does not hide that the token is no good', async () => {
    const { search, hub } = await askedBefore({ kind: 'status', status: 401 });
    const environment = { HF_ENDPOINT: hub.endpoint, HF_TOKEN: TOKEN };
    const asked = search({ environment, ...later(2 * DAY_MS) }).search(QUERY, NEVER);
    await expect(asked).rejects.toMatchObject({ code: 'HUB_TOKEN_REFUSED' });
  });

  it('is as if it had never been kept where its file is damaged, and is mended', async () => {
    const { hub, home, search } = await askedBefore();
    const [name = ''] = readdirSync(join(home, 'hub'));
    const path = join(home, 'hub', name);
    for (const content of ['{"key":', '{}', 'null', '{"key":"x","answer":{"models":3}}']) {
      writeFileSync(path, content);
      const asked = search({ refusal }).search(QUERY, NEVER);
      await expect(asked).rejects.toMatchObject({ code: 'HUB_OFFLINE' });
    }
    expect(await search().search(QUERY, NEVER)).toMatchObject(KEPT);
    expect(await search({ refusal }).search(QUERY, NEVER)).toMatchObject(KEPT);
    expect(hub.seen).toHaveLength(2);
  });

  it('is given also where it cannot be kept', async () => {
    const hub = await hubWith();
    const full = () => {
      throw AppError.of('DISK_FULL', { what: 'what the Hub answered' });
    };
    const kept = { read: () => undefined, write: full };
    expect(await searchOn(hub, { kept }).search(QUERY, NEVER)).toMatchObject(KEPT);
    const home = temporaryFolder();
    writeFileSync(join(home, 'hub'), 'a file where the folder should be');
    expect(await searchOn(hub, { home }).search(QUERY, NEVER)).toMatchObject(KEPT);
  });
});

describe('where the Hub does not answer', () => {
  it.each([
    [400, 'NETWORK_FAILED', 1],
    [404, 'NETWORK_FAILED', 1],
    [401, 'HUB_TOKEN_NEEDED', 1],
    [403, 'HUB_TOKEN_NEEDED', 1],
    [429, 'HUB_RATE_LIMITED', 1],
    [500, 'NETWORK_FAILED', 3],
    [504, 'NETWORK_FAILED', 3],
  ] as const)('%i is %s after %i attempts', async (status, code, attempts) => {
    const hub = await hubWith({ fault: () => ({ kind: 'status', status }) });
    await expect(searchOn(hub).search(QUERY, NEVER)).rejects.toMatchObject({ code });
    expect(hub.seen).toHaveLength(attempts);
  });

  it('a failure that passes is not noticed', async () => {
    let asked = 0;
    const hub = await hubWith({
      fault: () => (++asked === 1 ? { kind: 'status', status: 502 } : undefined),
    });
    expect(await searchOn(hub).search(QUERY, NEVER)).toMatchObject(KEPT);
  });

  it('says for how long the Hub wants quiet', async () => {
    const fault = { kind: 'status', status: 429, retryAfter: '55' } as const;
    const hub = await hubWith({ fault: () => fault });
    await expect(searchOn(hub).search(QUERY, NEVER)).rejects.toMatchObject({
      data: { why: expect.stringContaining('55 s') },
    });
  });

  it('gives up a Hub that is not there, or that never ends', async () => {
    const gone = await startHub({ models: [] });
    await gone.close();
    await expect(searchOn(gone).search(QUERY, NEVER)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
    });
    const hub = await hubWith({ fault: () => ({ kind: 'stall' }) });
    await expect(searchOn(hub, { timeoutMs: 200 }).search(QUERY, NEVER)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { why: 'no answer within 0.2 s' },
    });
  });

  it('ends at once when it is cancelled, whatever was kept', async () => {
    const { search } = await askedBefore({ kind: 'stall' });
    const left = new AbortController();
    const asked = search(later(2 * DAY_MS)).search(QUERY, left.signal);
    const why = AppError.of('CANCELLED', {});
    left.abort(why);
    await expect(asked).rejects.toBe(why);
    await expect(search().search(QUERY, AbortSignal.abort(why))).rejects.toBe(why);
  });
});

describe('the token', () => {
  const environmentOf = (endpoint: string) => ({ HF_ENDPOINT: endpoint, HF_TOKEN: TOKEN });

  it('goes to the Hub, and is in nothing that is kept', async () => {
    const hub = await hubWith({ token: TOKEN });
    const home = temporaryFolder();
    const search = searchOn(hub, { home, environment: environmentOf(hub.endpoint) });
    await search.search(QUERY, NEVER);
    await search.card('acme/moods', NEVER);
    expect(new Set(hub.seen.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${TOKEN}`]),
    );
    const files = readdirSync(join(home, 'hub'));
    expect(files).toHaveLength(2);
    for (const name of files) {
      expect(readFileSync(join(home, 'hub', name), 'utf8')).not.toContain(TOKEN);
    }
  });

  it('goes to no other host, to which the Hub redirects or where it says that more is', async () => {
    const other = await hubWith();
    const moved = await startMoved(other.endpoint);
    onTestFinished(() => moved.close());
    const environment = environmentOf(moved.address);
    await searchOn(other, { environment }).search(QUERY, NEVER);
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    const hub = await hubWith({
      fault: () => ({
        kind: 'json',
        value: [],
        link: `<${other.endpoint}/api/models>; rel="next"`,
      }),
    });
    await searchOn(hub, { environment: environmentOf(hub.endpoint) }).search(QUERY, NEVER);
    expect(other.seen).toHaveLength(1);
  });

  it('is in no error', async () => {
    for (const status of [400, 401, 403, 404, 429, 500]) {
      const hub = await hubWith({ fault: () => ({ kind: 'status', status }) });
      const search = searchOn(hub, { environment: environmentOf(hub.endpoint) });
      const asks = [() => search.search(QUERY, NEVER), () => search.card('acme/moods', NEVER)];
      for (const ask of asks) {
        const error = await ask().catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(AppError);
        expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(TOKEN);
      }
    }
  });
});
