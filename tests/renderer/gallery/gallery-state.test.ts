import { RPCHandler } from '@orpc/server/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../../../electron/http/procedures.ts';
import { isFiltered, NO_FILTERS, useGallery } from '../../../renderer/state/gallery.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Gallery, GalleryQuery } from '../../../shared/gallery.ts';
import { listen } from '../../fakes/hub.ts';
import { itemOf } from './made.ts';

interface Asked {
  readonly query: GalleryQuery;
  readonly signal: AbortSignal | undefined;
  readonly answer: () => void;
  readonly refuse: () => void;
}

const asked: Asked[] = [];
let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  const handler = new RPCHandler({
    gallery: {
      list: procedures.gallery.list.handler(
        ({ input: query, signal }) =>
          new Promise<Gallery>((resolve, reject) => {
            const error = AppError.of('FILE_NOT_FOUND', { name: 'gallery' });
            const answer = () => resolve(galleryOf(query.search));
            asked.push({ query, signal, answer, refuse: () => reject(error) });
          }),
      ),
    },
  });
  server = await listen((request, response) => {
    void handler.handle(request, response, { prefix: '/rpc' });
  });
  vi.stubGlobal('location', { href: server.address });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
  asked.length = 0;
  useGallery.setState(useGallery.getInitialState());
});

function galleryOf(name: string): Gallery {
  const item = { ...itemOf(1), name, model: { id: 'builtin/edges', host: 'builtin' as const } };
  return { items: [item], choices: { kinds: [], types: [], models: [], origins: [] } };
}

async function nthAsked(number: number): Promise<Asked> {
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(number);
  const one = asked[number - 1];
  if (one === undefined) {
    throw new Error(`Nothing was asked ${number} times.`);
  }
  return one;
}

describe('what the gallery was asked', () => {
  it('is told of the last question only, and the one before is cancelled', async () => {
    const { change } = useGallery.getState();
    const first = change({ search: 'inv' });
    const before = await nthAsked(1);
    const second = change({ search: 'invoice' });
    const last = await nthAsked(2);
    await expect.poll(() => before.signal?.aborted).toBe(true);
    before.answer();
    last.answer();
    await Promise.all([first, second]);
    expect(useGallery.getState().gallery?.items.map(({ name }) => name)).toEqual(['invoice']);
    expect(useGallery.getState().isAsking).toBe(false);
  });

  it('takes days from their first moment to their last, in the time zone of the person', async () => {
    const day = '2026-05-01';
    const looking = useGallery.getState().change({ firstDay: day, lastDay: day });
    const { query, answer } = await nthAsked(1);
    answer();
    await looking;
    const [from, after] = [new Date(2026, 4, 1), new Date(2026, 4, 2)].map(Number);
    expect([query.from, query.until]).toEqual([from, (after ?? 0) - 1]);
  });

  it('keeps what was found where looking again fails, and says why', async () => {
    const first = useGallery.getState().load();
    (await nthAsked(1)).answer();
    await first;
    const second = useGallery.getState().load();
    (await nthAsked(2)).refuse();
    await second;
    const { gallery, error } = useGallery.getState();
    expect(error?.code).toBe('FILE_NOT_FOUND');
    expect(gallery?.items.length).toBe(1);
  });

  it('goes back to everything when the filters are cleared', async () => {
    const first = useGallery.getState().change({ kind: 'audio', model: 'm', search: 'a' });
    (await nthAsked(1)).answer();
    await first;
    expect(isFiltered(useGallery.getState().filters)).toBe(true);
    const second = useGallery.getState().clear();
    const { query, answer } = await nthAsked(2);
    answer();
    await second;
    expect(query).toEqual({ search: '' });
    expect(isFiltered(NO_FILTERS)).toBe(false);
  });
});

describe('pictures that are picked', () => {
  it('are two at most: a third takes the place of the first', () => {
    const { pick } = useGallery.getState();
    for (const number of [1, 2, 3]) {
      pick(itemOf(number));
    }
    const names = () => useGallery.getState().picked.map(({ name }) => name);
    expect(names()).toEqual(['2.png', '3.png']);
    pick(itemOf(2));
    expect(names()).toEqual(['3.png']);
    useGallery.getState().letGo();
    expect(names()).toEqual([]);
  });
});
