import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../../electron/store/migrations.ts';
import { openStore, type Store } from '../../../electron/store/store.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import type { RunEvent } from '../../../shared/events.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

function open(home = temporaryFolder()): Store {
  const store = openStore(home, () => 1000);
  onTestFinished(store.close);
  return store;
}

interface Run {
  readonly id: string;
  readonly conversation: string;
  readonly request: string;
  readonly at?: number;
}

const started = ({ conversation, request }: Run): RunEventBody => ({
  ...{ type: 'started', conversation, request, attachments: [] },
  ...{ mode: 'local', controller: 'rules' },
});
const read = (text: string): RunEventBody => ({
  ...{ type: 'task-finished', task: 0, output: { text }, durationMs: 1, reused: false },
});
const say = (text: string): RunEventBody => ({ type: 'answer-token', text });
const FINISHED: RunEventBody = { type: 'finished' };

function placed({ id, at = 1 }: Run, bodies: readonly RunEventBody[]): readonly RunEvent[] {
  return bodies.map((body, seq) => ({ runId: id, seq, at, ...body }));
}

function addRun({ runs }: Store, run: Run, ...bodies: RunEventBody[]): void {
  for (const event of placed(run, [started(run), ...bodies])) {
    runs.append(event);
  }
}

const ids = (found: ReturnType<Store['conversations']['list']>) =>
  found.map(({ conversation }) => conversation.id);

describe('the list of conversations', () => {
  it('says whose latest run waits for a word, until it has come', () => {
    const store = open();
    const question: RunEventBody = {
      type: 'question',
      question: {
        ...{ about: 'install', key: 'install m', tasks: [0], model: 'm', name: 'M' },
        hasOther: false,
      },
    };
    const waits = () => store.conversations.get('a').waits;
    addRun(store, { id: 'r1', conversation: 'a', request: 'one' });
    expect(waits()).toBe(false);
    const events: readonly (readonly [RunEventBody, boolean])[] = [
      [question, true],
      [{ type: 'question-answered', key: 'another', word: 'no' }, true],
      [{ type: 'question-answered', key: 'install m', word: 'yes' }, false],
      [{ type: 'review-asked' }, true],
      [{ type: 'reviewed', isApproved: true }, false],
      [question, true],
      [{ type: 'interrupted' }, false],
      [{ type: 'resumed' }, false],
    ];
    for (const [index, [body, expected]] of events.entries()) {
      store.runs.append({ runId: 'r1', seq: index + 1, at: 2, ...body });
      expect(waits(), body.type).toBe(expected);
    }
  });

  it('has the latest first, pinned ones before them', () => {
    const store = open();
    addRun(store, { id: 'r1', conversation: 'a', request: 'one', at: 1 }, FINISHED);
    addRun(store, { id: 'r2', conversation: 'b', request: 'two', at: 2 }, FINISHED);
    addRun(store, { id: 'r3', conversation: 'c', request: 'three', at: 3 });
    addRun(store, { id: 'r4', conversation: 'a', request: 'again', at: 4 }, { type: 'cancelled' });
    expect(ids(store.conversations.list(''))).toEqual(['a', 'c', 'b']);
    store.conversations.pin('b', true);
    expect(ids(store.conversations.list(''))).toEqual(['b', 'a', 'c']);
    expect(store.conversations.get('a')).toEqual({
      ...{ id: 'a', title: 'one', isPinned: false, waits: false },
      ...{ createdAt: 1, updatedAt: 4, status: 'cancelled' },
    });
  });

  it('keeps a title, and leaves out what was deleted until it is restored', () => {
    const store = open();
    addRun(store, { id: 'r1', conversation: 'a', request: 'one' }, FINISHED);
    expect(store.conversations.rename('a', "it's %_ mine").title).toBe("it's %_ mine");
    store.conversations.remove('a', 5);
    expect(store.conversations.list('')).toEqual([]);
    expect(store.conversations.list('one')).toEqual([]);
    expect(store.conversations.find('a')).toBeUndefined();
    for (const call of ['get', 'restore'] as const) {
      expect(() => store.conversations[call]('none')).toThrow(
        expect.objectContaining({ code: 'CONVERSATION_NOT_FOUND' }),
      );
    }
    expect(store.conversations.restore('a').title).toBe("it's %_ mine");
    expect(ids(store.conversations.list(''))).toEqual(['a']);
  });

  it('forgets at the next start what was deleted, with its runs, texts and files', async () => {
    const home = temporaryFolder();
    const first = openStore(home, () => 1000);
    const kept = await first.artefacts.addBytes('kept.txt', Buffer.from('kept'));
    const gone = await first.artefacts.addBytes('gone.txt', Buffer.from('gone'));
    const attach = (run: Run, file: typeof kept) =>
      first.runs.append({
        ...{ runId: run.id, seq: 0, at: 1, type: 'started', ...run },
        ...{ attachments: [file], mode: 'local', controller: 'rules' },
      });
    attach({ id: 'r1', conversation: 'a', request: 'find me' }, kept);
    attach({ id: 'r2', conversation: 'b', request: 'find me too' }, gone);
    first.conversations.remove('b', 5);
    first.close();
    const second = open(home);
    expect(() => second.conversations.restore('b')).toThrow();
    expect(second.runs.events('r2')).toEqual([]);
    expect(ids(second.conversations.list('find'))).toEqual(['a']);
    expect(second.artefacts.find(gone.artefact.id)).toBeUndefined();
    expect(second.artefacts.find(kept.artefact.id)).toEqual(kept.artefact);
  });
});

describe('a search', () => {
  function filled(): Store {
    const store = open();
    const one = { id: 'r1', conversation: 'a', request: 'Read invoice.png for me', at: 1 };
    addRun(
      store,
      one,
      read('Marlow Joinery\nINVOICE 4711'),
      say('It is '),
      say('due soon.'),
      FINISHED,
    );
    const two = { id: 'r2', conversation: 'b', request: '把发票读出来', at: 2 };
    addRun(store, two, say('100% of _it_ \\ done'), FINISHED);
    return store;
  }

  it.each([
    ['INVOICE', 'title', 'Read invoice.png for me', 'invoice'],
    ['joinery', 'result', 'Marlow Joinery INVOICE 4711', 'Joinery'],
    ['is due', 'answer', 'It is due soon.', 'is due'],
    ['发票', 'title', '把发票读出来', '发票'],
    ['票', 'title', '把发票读出来', '票'],
    ['100%', 'answer', '100% of _it_ \\ done', '100%'],
    ['_it_', 'answer', '100% of _it_ \\ done', '_it_'],
    ['\\', 'answer', '100% of _it_ \\ done', '\\'],
  ])('for %j finds it in the %s', (words, source, text, match) => {
    const [found, ...more] = filled().conversations.list(words);
    expect(more).toEqual([]);
    expect(found?.found).toMatchObject({ in: source, text });
    const { start = 0, end = 0 } = found?.found ?? {};
    expect(text.slice(start, end)).toBe(match);
  });

  it.each(['nowhere', '%', '__', '"', "'; DROP TABLE runs; --", '*', 'AND', '(', '4_11'])(
    'for %j takes it as it stands',
    (words) => {
      const found = filled().conversations.list(words);
      expect(found.every((one) => one.found?.text.includes(words))).toBe(true);
      expect(found.length).toBe(words === '%' ? 1 : 0);
    },
  );

  it('shows only a stretch of a long text, on one line', () => {
    const store = open();
    const long = `${'before '.repeat(100)}\n\nNEEDLE\n${'after '.repeat(100)}`;
    addRun(store, { id: 'r', conversation: 'a', request: 'x' }, read(long), FINISHED);
    const found = store.conversations.list('needle')[0]?.found;
    expect(found?.text.length).toBeLessThan(120);
    expect(found?.text).toMatch(/^….* NEEDLE after /);
    expect(found?.text.slice(found.start, found.end)).toBe('NEEDLE');
  });

  it('finds a request while its run goes on, and what was read when it ends', () => {
    const store = open();
    const run = { id: 'r', conversation: 'a', request: 'go' };
    addRun(store, run, read('secret word'));
    expect(ids(store.conversations.list('go'))).toEqual(['a']);
    expect(store.conversations.list('secret')).toEqual([]);
    store.runs.append({ runId: 'r', seq: 2, at: 2, type: 'finished' });
    expect(ids(store.conversations.list('secret'))).toEqual(['a']);
  });

  it('finds of a run that went on only what it said at last', () => {
    const store = open();
    const run = { id: 'r', conversation: 'a', request: 'go' };
    const first = [read('kept text'), say('broken off'), { type: 'interrupted' } as const];
    addRun(store, run, ...first, { type: 'resumed' }, say('all well'), FINISHED);
    expect(store.conversations.list('broken off')).toEqual([]);
    expect(ids(store.conversations.list('all well'))).toEqual(['a']);
    expect(ids(store.conversations.list('kept text'))).toEqual(['a']);
  });
});

describe('a data folder of the first version', () => {
  it('is brought up to date with all that it holds, and searched', () => {
    const home = temporaryFolder();
    const database = new Database(join(home, 'ensemble.db'));
    database.exec(MIGRATIONS[0] ?? '');
    database.pragma('user_version = 1');
    const run = { id: 'r', conversation: 'a', request: 'read it' };
    const events = placed(run, [
      started(run),
      read('old words'),
      say('It '),
      say('says.'),
      FINISHED,
    ]);
    database.exec(`INSERT INTO conversations VALUES ('a', 'read it', 1);
      INSERT INTO runs VALUES ('r', 'a', 'read it', 'finished', 1, 2)`);
    const insert = database.prepare('INSERT INTO events (run, seq, at, body) VALUES (?, ?, ?, ?)');
    for (const { runId, seq, at, ...body } of events) {
      insert.run(runId, seq, at, JSON.stringify(body));
    }
    database.close();
    const store = open(home);
    expect(store.runs.events('r')).toEqual(events);
    expect(store.conversations.get('a')).toMatchObject({ title: 'read it', isPinned: false });
    for (const [words, source] of [
      ['old words', 'result'],
      ['It says', 'answer'],
    ] as const) {
      expect(store.conversations.list(words)[0]?.found?.in).toBe(source);
    }
    addRun(store, { id: 'r2', conversation: 'a', request: 'and more' }, FINISHED);
    expect(ids(store.conversations.list('more'))).toEqual(['a']);
  });
});
