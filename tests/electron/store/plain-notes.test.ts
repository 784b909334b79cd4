// Notes on results as they were kept before they had codes: plain texts.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../../electron/store/store.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const TEXT = 'The picture was reduced to 0.5 of its size before reading.';
const NOTE = { code: 'as-written', values: { text: TEXT } };
const clock = () => 1_700_000_000_000;

it('a note that was kept as a text is read as it was written, from runs and from kept results', () => {
  const home = temporaryFolder();
  const store = openStore(home, clock);
  store.runs.append({
    ...{ runId: 'r', seq: 0, at: 1, type: 'started', conversation: 'c', request: 'read it' },
    ...{ attachments: [], mode: 'local', controller: 'rules' },
  });
  store.results.keep('k', { text: 'Hi', notes: [{ code: 'no-text' }] });
  store.close();

  const database = new Database(join(home, 'ensemble.db'));
  const output = { text: 'Hi', notes: [TEXT] };
  const finished = { type: 'task-finished', task: 0, output, durationMs: 1, reused: false };
  database
    .prepare('INSERT INTO events (run, seq, at, body) VALUES (?, ?, ?, ?)')
    .run('r', 1, 2, JSON.stringify(finished));
  database.prepare('UPDATE results SET output = ?').run(JSON.stringify(output));
  database.close();

  const again = openStore(home, clock);
  expect(again.runs.events('r')[1]).toMatchObject({ output: { text: 'Hi', notes: [NOTE] } });
  expect(again.results.find('k')).toEqual({ text: 'Hi', notes: [NOTE] });
  again.close();
});
