import { describe, expect, it } from 'vitest';
import {
  createAnsweredCalls,
  digestOf,
  NO_MESSAGES,
} from '../../../electron/http/answered-calls.ts';

const run = (runId: string) => ({ runId, conversation: 'c' });

describe('the digest of a conversation', () => {
  it('is of every message before it, whatever blank space is around them', () => {
    const hello = digestOf(NO_MESSAGES, { role: 'user', text: 'hello' });
    expect(digestOf(NO_MESSAGES, { role: 'user', text: ' hello\n' })).toBe(hello);
    const others = [
      digestOf(NO_MESSAGES, { role: 'assistant', text: 'hello' }),
      digestOf(NO_MESSAGES, { role: 'user', text: 'hel lo' }),
      digestOf(NO_MESSAGES, { role: 'user', text: 'hello', parts: [{ url: 'x' }] }),
      digestOf(hello, { role: 'user', text: 'hello' }),
    ];
    expect(new Set([hello, ...others]).size).toBe(5);
  });
});

describe('answered calls', () => {
  it('forget what was not asked for the longest', () => {
    const answered = createAnsweredCalls(2);
    answered.remember('a', run('1'));
    answered.remember('b', run('2'));
    expect(answered.find('a')).toEqual(run('1'));
    answered.remember('c', run('3'));
    expect(['a', 'b', 'c'].map(answered.find)).toEqual([run('1'), undefined, run('3')]);
  });

  it('keep the latest run that gave an answer', () => {
    const answered = createAnsweredCalls(2);
    answered.remember('a', run('1'));
    answered.remember('a', run('2'));
    expect(answered.find('a')).toEqual(run('2'));
  });
});
