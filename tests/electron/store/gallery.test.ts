import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../../electron/store/migrations.ts';
import { openStore, type Store } from '../../../electron/store/store.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import { type GalleryQuery, GalleryQuerySchema } from '../../../shared/gallery.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Task } from '../../../shared/plan.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

function open(home = temporaryFolder()): Store {
  const store = openStore(home, () => 1000);
  onTestFinished(store.close);
  return store;
}

const task = (
  id: number,
  type: Task['type'],
  args: Task['arguments'],
  after: number[] = [],
): Task => ({
  ...{ id, type, dependencies: after, arguments: args },
});
const finished = (id: number, output: TaskOutput): RunEventBody => ({
  ...{ type: 'task-finished', task: id, output, durationMs: 7, reused: false },
});
const assigned = (id: number, model: string): RunEventBody => ({
  ...{ type: 'assigned', task: id },
  assignment: {
    model: { id: model, host: 'builtin', revision: '1', name: model },
    ...{ reason: 'the only one', candidates: [] },
  },
});

interface Run {
  readonly id: string;
  readonly conversation?: string;
  readonly at: number;
  readonly request?: string;
  readonly given?: readonly NamedArtefact[];
  readonly events?: readonly RunEventBody[];
  readonly isOpen?: boolean;
}

function addRun({ runs }: Store, { id, at, given = [], events = [], ...run }: Run): void {
  const { conversation = id, request = 'do it', isOpen = false } = run;
  const started: RunEventBody = {
    ...{ type: 'started', conversation, request, attachments: given },
    ...{ mode: 'local', controller: 'rules' },
  };
  const ending: readonly RunEventBody[] = isOpen ? [] : [{ type: 'finished' }];
  for (const [seq, body] of [started, ...events, ...ending].entries()) {
    runs.append({ runId: id, seq, at: at + seq, ...body });
  }
}

const list = (store: Store, query: Partial<GalleryQuery> = {}) =>
  store.gallery.list(GalleryQuerySchema.parse(query));
const names = async (store: Store, query: Partial<GalleryQuery> = {}) =>
  (await list(store, query)).items.map(({ name }) => name);

/** A picture that was read, and the reading spoken. */
async function invoice(store: Store) {
  const picture = await store.artefacts.addFile(join('assets', 'samples', 'invoice.png'));
  const speech = await store.artefacts.addBytes('notes.txt', Buffer.from('spoken words'));
  const sound: NamedArtefact = { ...speech, name: 'speech.txt' };
  const file = { from: 'file', name: 'invoice.png' } as const;
  const reading = { from: 'task', task: 0, kind: 'text' } as const;
  return {
    picture,
    run: {
      ...{ id: 'r1', at: 100, request: 'Read invoice.png aloud', given: [picture] },
      events: [
        {
          type: 'planned',
          tasks: [
            task(0, 'image-to-text', { image: file }),
            task(1, 'text-to-speech', { text: reading }, [0]),
          ],
          isComplete: true,
        },
        ...[assigned(0, 'builtin/reader'), assigned(1, 'builtin/speaker')],
        finished(0, { text: 'Invoice 18301, Über 40 Stühle' }),
        finished(1, { audio: sound }),
      ],
    } satisfies Run,
  };
}

describe('the gallery', () => {
  it('has what runs were given and made, the latest first, each file once', async () => {
    const store = open();
    const { picture, run } = await invoice(store);
    addRun(store, run);
    addRun(store, {
      id: 'r2',
      at: 300,
      request: 'again',
      given: [{ ...picture, name: 'copy.png' }],
    });
    const { items } = await list(store);
    expect(items).toMatchObject([
      { name: 'copy.png', origin: 'given', run: 'r2', at: 300 },
      {
        ...{ name: 'speech.txt', origin: 'made', run: 'r1', task: 1, type: 'text-to-speech' },
        model: { id: 'builtin/speaker', host: 'builtin' },
      },
    ]);
  });

  it('is searched by what was read and spoken, whatever its case', async () => {
    const store = open();
    addRun(store, (await invoice(store)).run);
    expect(await names(store, { search: '18301 STÜHLE' })).toEqual(['speech.txt', 'invoice.png']);
    expect(await names(store, { search: 'invoice.png aloud' })).toHaveLength(2);
    expect(await names(store, { search: '18301 chairs' })).toEqual([]);
    expect(await names(store, { search: '100%_\'"' })).toEqual([]);
  });

  it('is filtered, and says what filters could leave', async () => {
    const store = open();
    addRun(store, (await invoice(store)).run);
    expect(await names(store, { kind: 'image' })).toEqual(['invoice.png']);
    expect(await names(store, { origin: 'made' })).toEqual(['speech.txt']);
    expect(await names(store, { type: 'text-to-speech' })).toEqual(['speech.txt']);
    expect(await names(store, { model: 'builtin/reader' })).toEqual([]);
    expect(await names(store, { from: 101 })).toEqual([]);
    expect(await names(store, { until: 100 })).toHaveLength(2);
    const { choices } = await list(store, { kind: 'image' });
    expect(choices).toEqual({
      kinds: [
        { value: 'text', count: 1 },
        { value: 'image', count: 1 },
      ],
      types: [{ value: 'text-to-speech', count: 1 }],
      models: [{ value: 'builtin/speaker', host: 'builtin', count: 1 }],
      origins: [
        { value: 'made', count: 1 },
        { value: 'given', count: 1 },
      ],
    });
  });

  it('tells every use of a file with what made it', async () => {
    const store = open();
    const { picture, run } = await invoice(store);
    addRun(store, run);
    addRun(store, { id: 'r2', at: 300, request: 'again', given: [picture] });
    const { uses } = await store.gallery.details(picture.artefact.id);
    expect(uses.map((use) => use.run)).toEqual(['r2', 'r1']);
    const [made] = (await list(store, { origin: 'made' })).items;
    expect((await store.gallery.details(made?.artefact.id ?? '')).uses).toMatchObject([
      {
        request: 'Read invoice.png aloud',
        task: 1,
        model: { name: 'builtin/speaker' },
        durationMs: 7,
      },
    ]);
    await expect(store.gallery.details('f'.repeat(64))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });

  it('leaves out runs that go on, and reads one anew that went on after its end', async () => {
    const store = open();
    const { picture, run } = await invoice(store);
    addRun(store, { id: 'r0', at: 1, given: [picture], isOpen: true });
    expect(await names(store)).toEqual([]);
    store.runs.append({ runId: 'r0', seq: 1, at: 2, type: 'cancelled' });
    expect(await names(store)).toEqual(['invoice.png']);
    for (const [index, body] of [{ type: 'resumed' } as const, ...run.events].entries()) {
      store.runs.append({ runId: 'r0', seq: 2 + index, at: 3, ...body });
    }
    store.runs.append({ runId: 'r0', seq: 8, at: 4, type: 'finished' });
    expect((await names(store)).toSorted()).toEqual(['invoice.png', 'speech.txt']);
  });

  it('forgets what a deleted conversation had, and has it again when that is restored', async () => {
    const store = open();
    addRun(store, { ...(await invoice(store)).run, conversation: 'c' });
    expect(await names(store)).toHaveLength(2);
    store.conversations.remove('c', 5);
    expect(await names(store)).toEqual([]);
    store.conversations.restore('c');
    expect(await names(store)).toHaveLength(2);
  });

  it('has the runs of a database from before there was one', async () => {
    const home = temporaryFolder();
    const first = openStore(home, () => 1);
    addRun(first, (await invoice(first)).run);
    first.close();
    const database = new Database(join(home, 'ensemble.db'));
    const before = MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE gallery '));
    database.exec('DROP TABLE gallery; DROP TABLE gallery_runs');
    database.pragma(`user_version = ${before}`);
    database.close();
    expect(await names(open(home))).toHaveLength(2);
  });
});
