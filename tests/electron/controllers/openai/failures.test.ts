// What goes wrong at an endpoint ends in a precise error or a right answer; nothing hangs, and nothing that
// was given out is asked for again.

import { afterEach, expect, test } from 'vitest';
import { AppError, detail } from '../../../../shared/errors.ts';
import type { ScriptedAnswer } from '../../../fakes/chat-answers.ts';
import { askBench, closeBenches, codeOf, FORMED, MODEL, startBench, user } from './harness.ts';

afterEach(closeBenches);

const never = new Promise<never>(() => {});
const error = (status: number, details: object = {}, headers = {}): ScriptedAnswer => ({
  kind: 'error',
  status,
  headers,
  body: { error: { message: `status ${status}`, type: 'x', param: null, code: null, ...details } },
});

/** Gives these answers in turn, the last one from then on. */
function inTurn(...answers: readonly ScriptedAnswer[]): () => ScriptedAnswer {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)] ?? '';
}

test.each([
  ['a wrong request', error(400), 'CONTROLLER_REFUSED'],
  [
    'a context that is full',
    error(400, { code: 'context_length_exceeded' }),
    'CONTROLLER_CONTEXT_FULL',
  ],
  ['a content filter', error(400, { code: 'content_filter' }), 'CONTROLLER_REFUSED'],
  ['a wrong key', error(401), 'CONTROLLER_KEY_NEEDED'],
  ['what is forbidden', error(403), 'CONTROLLER_FORBIDDEN'],
  ['an unknown model', error(404, { code: 'model_not_found' }), 'CONTROLLER_MODEL_UNKNOWN'],
  ['a wrong address', error(404), 'CONTROLLER_UNINTELLIGIBLE'],
  ['a spent quota', error(429, { code: 'insufficient_quota' }), 'CONTROLLER_QUOTA'],
  [
    'a redirect',
    error(307, {}, { location: 'http://127.0.0.1:9/v1' }),
    'CONTROLLER_UNINTELLIGIBLE',
  ],
  ['what it cannot do', error(501), 'CONTROLLER_BUSY'],
  [
    'a web page',
    { kind: 'other', contentType: 'text/html', body: '<!doctype html><title>Hi</title>' },
    'CONTROLLER_UNINTELLIGIBLE',
  ],
  [
    'an error that says it is none',
    { kind: 'other', contentType: 'application/json', body: '{"error":"Unexpected endpoint"}' },
    'CONTROLLER_UNINTELLIGIBLE',
  ],
  ['a malformed event', { kind: 'malformed', after: [] }, 'CONTROLLER_UNINTELLIGIBLE'],
  [
    'an event of another kind',
    {
      kind: 'other',
      contentType: 'text/event-stream',
      body: 'data: {"foo":1}\n\ndata: [DONE]\n\n',
    },
    'CONTROLLER_UNINTELLIGIBLE',
  ],
  ['an empty answer', { kind: 'text', pieces: [] }, 'CONTROLLER_UNINTELLIGIBLE'],
  ['only thoughts', '<think>Hm.</think>', 'CONTROLLER_UNINTELLIGIBLE'],
  ['a refusal', { kind: 'text', pieces: [], refusal: 'I will not.' }, 'CONTROLLER_REFUSED'],
  [
    'an error in the stream',
    { kind: 'error-event', after: [], error: { message: 'full', code: 'context_length_exceeded' } },
    'CONTROLLER_CONTEXT_FULL',
  ],
  [
    'an error in the stream that is only words',
    { kind: 'error-event', after: [], error: 'maximum context length is 2048 tokens' },
    'CONTROLLER_CONTEXT_FULL',
  ],
] as const)('%s is named, and not asked again', async (_name, answer, code) => {
  const bench = await startBench({ answer: () => answer });
  const outcome = await askBench(bench);
  expect(codeOf(outcome.error)).toBe(code);
  expect(bench.pauses).toEqual([]);
  expect(bench.server.asked()).toHaveLength(1);
});

test.each([408, 409, 429, 500, 502, 503, 504])(
  'status %i may pass, and is asked again',
  async (status) => {
    const bench = await startBench({ answer: inTurn(error(status), 'Hello') });
    expect((await askBench(bench)).text).toBe('Hello');
    expect(bench.pauses).toEqual([500]);
  },
);

test.each([
  ['a lost connection', { kind: 'cut', after: [], how: 'reset' }],
  ['an answer without an end', { kind: 'cut', after: [], how: 'end' }],
  ['no events', { kind: 'other', contentType: 'text/event-stream', body: '' }],
  ['only the end', { kind: 'other', contentType: 'text/event-stream', body: 'data: [DONE]\n\n' }],
  [
    'an overload in the stream',
    { kind: 'error-event', after: [], error: { message: 'overloaded' } },
  ],
] as const)('%s before the first word is asked again', async (_name, answer) => {
  const bench = await startBench({ answer: inTurn(answer, 'Hello') });
  const outcome = await askBench(bench);
  expect(outcome.error).toBeUndefined();
  expect(outcome.text).toBe('Hello');
});

test('attempts are bounded, with growing pauses', async () => {
  const bench = await startBench({ answer: () => error(503) });
  expect(codeOf((await askBench(bench)).error)).toBe('CONTROLLER_BUSY');
  expect(bench.server.asked()).toHaveLength(3);
  expect(bench.pauses).toEqual([500, 1000]);
});

test.each([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['a date', { 'retry-after': 'Sat, 21 Nov 2026 10:00:09 GMT' }, 9_000],
  ['milliseconds', { 'retry-after-ms': '250' }, 250],
  ['a date that has passed', { 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' }, 0],
  ['nonsense', { 'retry-after': 'soon' }, 500],
] as const)('Retry-After in %s is kept to', async (_name, headers, pause) => {
  const clock = () => Date.UTC(2026, 10, 21, 10, 0, 0);
  const answer = inTurn(error(429, {}, headers), 'Hello');
  const bench = await startBench({ answer, limits: { clock } });
  expect((await askBench(bench)).text).toBe('Hello');
  expect(bench.pauses).toEqual([pause]);
});

test('a server that wants too long a pause is given up', async () => {
  const bench = await startBench({ answer: () => error(429, {}, { 'retry-after': '3600' }) });
  expect(codeOf((await askBench(bench)).error)).toBe('CONTROLLER_BUSY');
  expect(bench.server.asked()).toHaveLength(1);
});

test.each(['end', 'reset'] as const)(
  'after the first word a cut (%s) is no reason to ask again',
  async (how) => {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bench = await startBench({
      answer: () => ({ kind: 'cut', after: ['Once ', 'upon'], how, until }),
    });
    let text = '';
    const outcome = await askBench(bench, {
      given: (piece) => {
        text += piece;
        if (text === 'Once upon') {
          release();
        }
      },
    });
    expect(outcome.text).toBe('Once upon');
    expect(['CONTROLLER_BUSY', 'CONTROLLER_UNREACHABLE']).toContain(codeOf(outcome.error));
    expect(bench.server.asked()).toHaveLength(1);
  },
);

test('what goes wrong after the first word leaves the words', async () => {
  const after = ['Once ', 'upon'];
  const broken: readonly ScriptedAnswer[] = [
    { kind: 'malformed', after },
    { kind: 'error-event', after, error: { message: 'overloaded' } },
    { kind: 'text', pieces: after, finish: 'content_filter' },
  ];
  for (const answer of broken) {
    const bench = await startBench({ answer: () => answer });
    const outcome = await askBench(bench);
    expect(outcome.text).toBe('Once upon');
    expect(outcome.error).toBeInstanceOf(AppError);
    expect(bench.server.asked()).toHaveLength(1);
  }
});

test('a server that says nothing is given up, and its connection closed', async () => {
  const bench = await startBench({
    answer: () => ({ kind: 'stall', after: [], until: never }),
    limits: { firstByteMs: 250 },
  });
  const outcome = await askBench(bench);
  expect(codeOf(outcome.error)).toBe('CONTROLLER_STALLED');
  expect(await bench.server.asked()[0]?.ended).toBe('disconnected');
});

test('a server that falls silent is given up, with the words so far', async () => {
  const bench = await startBench({
    answer: () => ({ kind: 'stall', after: ['Once '], until: never }),
    limits: { silenceMs: 250 },
  });
  const outcome = await askBench(bench);
  expect(outcome.text).toBe('Once ');
  expect(codeOf(outcome.error)).toBe('CONTROLLER_STALLED');
  expect(await bench.server.asked()[0]?.ended).toBe('disconnected');
});

test('a caller that takes its time is no silence', async () => {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bench = await startBench({
    answer: () => ({ kind: 'text', pieces: ['Once ', until, 'upon'] }),
    limits: { silenceMs: 250 },
  });
  const signal = new AbortController().signal;
  const pieces = bench.chat({ connection: 'mine', model: MODEL }).ask(user('Hi'), signal);
  const iterator = pieces[Symbol.asyncIterator]();
  await iterator.next();
  release();
  // Longer than the limit: this is what is measured.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await iterator.next()).toMatchObject({ value: { type: 'text', text: 'upon' } });
  expect(await iterator.next()).toMatchObject({ value: { type: 'end' } });
});

test('an answer that goes on for ever ends at the limit for the whole', async () => {
  const bench = await startBench({
    answer: () => ({ kind: 'stall', after: ['Once '], until: never }),
    limits: { wholeMs: 30 },
  });
  expect(codeOf((await askBench(bench)).error)).toBe('CONTROLLER_BUSY');
});

test.each([
  ['before headers', { kind: 'stall', after: [], until: never }],
  ['in the middle', { kind: 'stall', after: ['Once '], until: never }],
] as const)('cancelling %s ends the request at once', async (_name, answer) => {
  const stop = new AbortController();
  const reason = new Error('The person stopped it');
  const bench = await startBench({
    answer: (request) => {
      if (answer.after.length === 0) {
        stop.abort(reason);
      }
      expect(request.chat).toBeDefined();
      return answer;
    },
  });
  const outcome = await askBench(bench, { signal: stop.signal, given: () => stop.abort(reason) });
  expect(outcome.error).toBe(reason);
  expect(await bench.server.asked()[0]?.ended).toBe('disconnected');
});

test('cancelling ends a pause between attempts', async () => {
  const stop = new AbortController();
  const reason = new Error('The person stopped it');
  const bench = await startBench({
    answer: () => error(503),
    limits: {
      sleep: (_ms, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('noticed')));
          stop.abort(reason);
        }),
    },
  });
  expect((await askBench(bench, { signal: stop.signal })).error).toBe(reason);
  expect(bench.server.asked()).toHaveLength(1);
});

test('what was cancelled before is not asked', async () => {
  const reason = new Error('The person stopped it');
  const bench = await startBench();
  expect((await askBench(bench, { signal: AbortSignal.abort(reason) })).error).toBe(reason);
  expect(bench.server.requests).toHaveLength(0);
});

test('a caller that stops listening ends the request', async () => {
  const bench = await startBench({
    answer: () => ({ kind: 'stall', after: ['Once '], until: never }),
  });
  const signal = new AbortController().signal;
  for await (const _piece of bench
    .chat({ connection: 'mine', model: MODEL })
    .ask(user('Hi'), signal)) {
    break;
  }
  expect(await bench.server.asked()[0]?.ended).toBe('disconnected');
});

test('where nothing listens, it says where it looked', async () => {
  const bench = await startBench();
  await bench.server.close();
  const outcome = await askBench(bench);
  expect(codeOf(outcome.error)).toBe('CONTROLLER_UNREACHABLE');
  expect(outcome.error).toMatchObject({ data: { address: bench.server.url } });
  expect(bench.pauses).toEqual([]);
});

test('what the mode forbids is not asked', async () => {
  const bench = await startBench({ refusal: () => detail('only-loopback') });
  expect(codeOf((await askBench(bench)).error)).toBe('CONTROLLER_NOT_ALLOWED');
  expect(bench.server.requests).toHaveLength(0);
});

test('what the way out forbids is said as what the mode forbids', async () => {
  const bench = await startBench({ fetchRefusal: () => detail('only-loopback') });
  const { error } = await askBench(bench);
  expect(codeOf(error)).toBe('CONTROLLER_NOT_ALLOWED');
  expect(error).toMatchObject({ details: { why: [{ code: 'only-loopback' }] } });
});

test('a server that has begun and thinks is not one that says nothing', async () => {
  const bench = await startBench({
    // Longer than the limit for the first byte: this is what is measured.
    answer: () => ({
      kind: 'text',
      pieces: [new Promise((resolve) => setTimeout(resolve, 500)), 'Hello'],
    }),
    limits: { firstByteMs: 250 },
  });
  expect((await askBench(bench)).text).toBe('Hello');
});

test('prose where a form was asked for is given out as it is', async () => {
  const bench = await startBench({ answer: () => 'Sure! Here you go.' });
  expect((await askBench(bench, { question: FORMED })).text).toBe('Sure! Here you go.');
});
