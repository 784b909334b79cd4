import { RPCHandler } from '@orpc/server/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../../../electron/http/procedures.ts';
import { useHubSearch } from '../../../renderer/state/hub-search.ts';
import { useModelCard } from '../../../renderer/state/model-card.ts';
import { AppError } from '../../../shared/errors.ts';
import type { HubModel, HubQuery } from '../../../shared/hub-models.ts';
import { listen } from '../../fakes/hub.ts';

/** What the engine was asked, and how each of it is answered. */
interface Asked {
  readonly of: string;
  readonly signal: AbortSignal | undefined;
  readonly answer: () => void;
  readonly refuse: () => void;
}

const asked: Asked[] = [];
let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  const { models } = procedures;
  const handler = new RPCHandler({
    models: {
      searchHub: models.searchHub.handler(({ input, signal }) =>
        waitFor(wordsOf(input), signal, { models: [modelOf(input.text)], asOf: 1, isKept: false }),
      ),
      card: models.card.handler(({ input: { id }, signal }) =>
        waitFor(id, signal, {
          ...{ model: modelOf(id), paragraphs: [], revision: 'c', sizes: {} },
          ...{ asOf: 1, isKept: false },
        }),
      ),
    },
  });
  server = await listen((request, response) => void handler.handle(request, response, RPC));
  vi.stubGlobal('location', { href: server.address });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
  asked.length = 0;
  useHubSearch.setState(useHubSearch.getInitialState());
  useModelCard.setState(useModelCard.getInitialState());
});

const RPC = { prefix: '/rpc' } as const;

function waitFor<Value>(of: string, signal: AbortSignal | undefined, value: Value) {
  return new Promise<Value>((resolve, reject) => {
    const error = AppError.of('HUB_OFFLINE', { what: of, why: 'nothing is asked' });
    asked.push({ of, signal, answer: () => resolve(value), refuse: () => reject(error) });
  });
}

function wordsOf({ kind, task, text }: HubQuery): string {
  return [kind, task, text].filter((part) => part !== undefined).join(' ');
}

function modelOf(id: string): HubModel {
  const none = { tasks: [], languages: [], providers: [], downloads: 0, likes: 0 };
  return { ...none, id, isOnnx: true };
}

async function questions(count: number): Promise<readonly Asked[]> {
  await vi.waitFor(() => expect(asked).toHaveLength(count));
  return asked;
}

describe('a search of the Hub', () => {
  const found = () => useHubSearch.getState().answer?.models.map(({ id }) => id);
  const searchFor = (text: string) => {
    useHubSearch.getState().change({ text });
    return useHubSearch.getState().search();
  };

  it('asks nothing while the fields change, and once when it begins', async () => {
    const { change } = useHubSearch.getState();
    change({ text: 'whi' });
    change({ text: 'whisper', task: 'automatic-speech-recognition' });
    change({ kind: 'hosted' });
    expect(useHubSearch.getState()).toMatchObject({ query: undefined, isAsking: false });
    const searching = useHubSearch.getState().search();
    expect(useHubSearch.getState().isAsking).toBe(true);
    const [first] = await questions(1);
    expect(first?.of).toBe('hosted automatic-speech-recognition whisper');
    first?.answer();
    await searching;
    expect(found()).toEqual(['whisper']);
    expect(useHubSearch.getState().isAsking).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('cancels the one before it, whose answer is never shown', async () => {
    const before = searchFor('bert');
    const [first] = await questions(1);
    const after = searchFor('whisper');
    const [, second] = await questions(2);
    await before;
    expect(useHubSearch.getState().isAsking).toBe(true);
    await vi.waitFor(() => expect(first?.signal?.aborted).toBe(true));
    second?.answer();
    first?.answer();
    await after;
    expect(found()).toEqual(['whisper']);
    expect(useHubSearch.getState().query?.text).toBe('whisper');
  });

  it('shows why it was refused until the next one begins', async () => {
    const refused = searchFor('bert');
    (await questions(1))[0]?.refuse();
    await refused;
    expect(useHubSearch.getState().error?.code).toBe('HUB_OFFLINE');
    const searching = searchFor('whisper');
    expect(useHubSearch.getState().error).toBeUndefined();
    (await questions(2))[1]?.answer();
    await searching;
    expect(found()).toEqual(['whisper']);
  });
});

describe('the page of a model', () => {
  const shown = () => useModelCard.getState().card?.model.id;

  it('is that of the revision that the person named', async () => {
    const opening = useModelCard.getState().open({ id: 'acme/shapes', revision: 'v2' });
    const [first] = await questions(1);
    expect(first?.of).toBe('acme/shapes@v2');
    first?.answer();
    await opening;
    expect(useModelCard.getState().isOpen).toBe(true);
    expect(shown()).toBe('acme/shapes@v2');
  });

  it('is not asked for any longer once it is closed', async () => {
    const opening = useModelCard.getState().open({ id: 'acme/shapes' });
    const [first] = await questions(1);
    useModelCard.getState().close();
    await opening;
    await vi.waitFor(() => expect(first?.signal?.aborted).toBe(true));
    expect(useModelCard.getState()).toMatchObject({ isOpen: false, card: undefined });
  });

  it('of another model takes the place of one that has not come', async () => {
    const before = useModelCard.getState().open({ id: 'acme/shapes' });
    await questions(1);
    const after = useModelCard.getState().open({ id: 'acme/colours' });
    const [first, second] = await questions(2);
    second?.answer();
    await after;
    first?.answer();
    await before;
    expect(shown()).toBe('acme/colours');
  });
});
