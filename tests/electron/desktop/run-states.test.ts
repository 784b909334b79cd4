import { expect, test } from 'vitest';
import { createRunStates } from '../../../electron/desktop/run-states.ts';
import type { Conversation } from '../../../shared/conversations.ts';

function conversation(part: Partial<Conversation>): Conversation {
  const times = { createdAt: 0, updatedAt: 0 };
  return {
    id: 'one',
    title: 'One',
    isPinned: false,
    status: 'running',
    waits: false,
    ...times,
    ...part,
  };
}

test.each(['finished', 'failed', 'interrupted'] as const)(
  'a run that is %s then says so',
  (status) => {
    const states = createRunStates();
    expect(states.apply(conversation({}))).toBeUndefined();
    expect(states.running()).toEqual(['one']);
    expect(states.apply(conversation({ status }))).toBe(status);
    expect(states.apply(conversation({ status, title: 'Renamed' }))).toBeUndefined();
    expect(states.running()).toEqual([]);
  },
);

test('what the person stopped needs no word', () => {
  const states = createRunStates();
  states.apply(conversation({}));
  expect(states.apply(conversation({ status: 'cancelled' }))).toBeUndefined();
});

test('what ended before anyone listened is no news', () => {
  const states = createRunStates();
  expect(states.apply(conversation({ status: 'failed' }))).toBeUndefined();
  expect(states.apply(conversation({ id: 'two', waits: true }))).toBeUndefined();
  expect(states.waiting()).toBe(1);
});

test('a question is told of when it comes, and counted while it stands', () => {
  const states = createRunStates();
  states.apply(conversation({}));
  expect(states.apply(conversation({ waits: true }))).toBe('asks');
  expect(states.waiting()).toBe(1);
  expect(states.apply(conversation({ waits: false }))).toBeUndefined();
  expect(states.waiting()).toBe(0);
});

test('a conversation that was deleted neither runs nor waits', () => {
  const states = createRunStates();
  states.apply(conversation({ waits: true }));
  states.remove('one');
  expect([states.running(), states.waiting()]).toEqual([[], 0]);
});
