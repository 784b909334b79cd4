import { describe, expect, it } from 'vitest';
import { createJournal } from '../../../electron/pipeline/journal.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import type { RunEvent } from '../../../shared/events.ts';

const started: RunEventBody = {
  type: 'started',
  conversation: 'c',
  request: 'r',
  attachments: [],
  mode: 'local',
  controller: 'rules',
};

function open() {
  const stored: RunEvent[] = [];
  let now = 100;
  const journal = createJournal('run', {
    append: (event) => stored.push(event),
    clock: () => now++,
  });
  return { journal, stored };
}

describe('the journal of a run', () => {
  it('numbers events from 0 without gaps and stores each before it is given out', async () => {
    const { journal, stored } = open();
    journal.emit(started);
    journal.emit({ type: 'answer-token', text: 'a' });
    journal.close();
    const seen: RunEvent[] = [];
    for await (const event of journal.events()) {
      expect(stored).toContain(event);
      seen.push(event);
    }
    expect(seen.map(({ seq, at, type }) => [seq, at, type])).toEqual([
      [0, 100, 'started'],
      [1, 101, 'answer-token'],
    ]);
    expect(journal.state().answer).toBe('a');
  });

  it('gives every listener the whole list, early or late', async () => {
    const { journal } = open();
    const early = Array.fromAsync(journal.events());
    journal.emit(started);
    journal.emit({ type: 'finished' });
    const late = Array.fromAsync(journal.events());
    journal.close();
    expect((await early).map(({ type }) => type)).toEqual(['started', 'finished']);
    expect(await late).toEqual(await early);
  });

  it('does not show what could not be stored', async () => {
    const journal = createJournal('run', {
      append: () => {
        throw new Error('full');
      },
      clock: () => 0,
    });
    expect(() => journal.emit(started)).toThrow('full');
    journal.close();
    expect(await Array.fromAsync(journal.events())).toEqual([]);
  });
});
