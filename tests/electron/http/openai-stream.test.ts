import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../electron/http/openai-refusals.ts';
import { streamedAnswer } from '../../../electron/http/openai-stream.ts';
import { answerText } from '../../../electron/http/openai-words.ts';
import { AppError, type ErrorCode, type ErrorData } from '../../../shared/errors.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import { type RunEvent, reduceRun } from '../../../shared/events.ts';
import { noteWords } from '../../../shared/notes.ts';

const ORIGIN = 'http://127.0.0.1:4317';
const CUT = { code: 'ANSWER_CUT' } as const;
const COUNT = { code: 'COUNT_CORRECTED', label: 'zebra', said: 2, counted: 4 } as const;

function run(...bodies: readonly RunEventBody[]): readonly RunEvent[] {
  const started = {
    type: 'started',
    conversation: 'c',
    request: 'x',
    attachments: [],
    mode: 'local',
    controller: 'rules',
  } as const;
  const all: readonly RunEventBody[] = [started, ...bodies, { type: 'finished' }];
  return all.map((body, seq) => ({ runId: 'r', seq, at: 5000 + seq, ...body }));
}

const token = (text: string) => ({ type: 'answer-token', text }) as const;

async function stream(events: readonly RunEvent[]) {
  const said: string[] = [];
  const data = streamedAnswer({
    ...{ completion: { id: 'chatcmpl-r', created: 5 }, origin: ORIGIN, includesUsage: true },
    events: (async function* () {
      yield* events;
    })(),
    end: () => reduceRun(events),
    said: (text) => said.push(text),
    failure: () => ({ error: { message: 'no', type: 'server_error', param: null, code: null } }),
  });
  const pieces = await Array.fromAsync(data);
  const chunks = pieces.slice(0, -1).map((piece): unknown => JSON.parse(piece));
  const text = pieces
    .slice(0, -1)
    .map((piece) => JSON.parse(piece).choices[0]?.delta.content ?? '')
    .join('');
  expect(pieces.at(-1)).toBe('[DONE]');
  expect(said).toEqual([text]);
  return { chunks, text };
}

describe('a streamed answer', () => {
  it('that was held against the results and stands says nothing twice', async () => {
    const events = run(token('Four '), token('zebras.'), {
      type: 'answer-checked',
      answer: 'Four zebras.',
    });
    expect((await stream(events)).text).toBe('Four zebras.');
  });

  it('goes on where the checked one only says more', async () => {
    const events = run(token('Four zebras.'), {
      type: 'answer-checked',
      answer: 'Four zebras.\n\nIn two pictures.',
    });
    const { text } = await stream(events);
    expect(text).toBe('Four zebras.\n\nIn two pictures.');
  });

  it('shows what was corrected after it was sent, and why', async () => {
    const events = run(
      token('There are two zebras.\n\nI looked.'),
      { type: 'noted', note: COUNT },
      { type: 'answer-checked', answer: 'There are four zebras.\n\nI looked.' },
    );
    const { text } = await stream(events);
    expect(text).toBe(
      'There are two zebras.\n\nI looked.\n\n**Corrected:**\n\nThere are four zebras.\n\n' +
        `*${noteWords(COUNT)}*`,
    );
    expect(answerText(reduceRun(events), ORIGIN)).toBe(
      `There are four zebras.\n\nI looked.\n\n*${noteWords(COUNT)}*`,
    );
  });

  it('ends with what its language models used, and with whether it was cut', async () => {
    const call = {
      stage: 'plan',
      model: 'm',
      promptTokens: 100,
      completionTokens: 7,
      isEstimated: false,
      durationMs: 1,
    } as const;
    const events = run(
      { type: 'asked', call },
      { type: 'asked', call: { ...call, stage: 'answer', completionTokens: 3 } },
      token('Half'),
      { type: 'noted', note: CUT },
    );
    const { chunks } = await stream(events);
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: 'length' }] });
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 200, completion_tokens: 10, total_tokens: 210 },
    });
  });

  it('keeps signs of Markdown in notes and names from being read', async () => {
    const note = { code: 'NAME_REMOVED', name: '*x*\n[a](b)' } as const;
    const { text } = await stream(run({ type: 'noted', note }));
    expect(text).toBe(
      '*The answer named \\*x\\* \\[a\\](b), which no task made; it was taken out.*',
    );
  });
});

describe('a failure of a run', () => {
  const fault = <Code extends ErrorCode>(code: Code, data: ErrorData<Code>) =>
    faultOf(AppError.of(code, data), () => {});

  it('has the status that makes clients do what helps', () => {
    const controller = 'A service';
    const why = 'so';
    const statuses = [
      fault('PLAN_INVALID', { problems: why }),
      fault('CONTROLLER_CONTEXT_FULL', { controller, why }),
      fault('CONTROLLER_KEY_NEEDED', { controller, source: 'none', why, variable: 'X' }),
      fault('CONTROLLER_QUOTA', { controller, why }),
      fault('CONTROLLER_BUSY', { controller, why }),
      fault('CONTROLLER_STALLED', { controller, seconds: '60' }),
      fault('DISK_FULL', { what: 'an event' }),
      fault('CANCELLED', {}),
      fault('INTERNAL', { why }),
    ].map(({ status, code }) => [status, code]);
    expect(statuses).toEqual([
      [400, 'PLAN_INVALID'],
      [400, 'context_length_exceeded'],
      [502, 'CONTROLLER_KEY_NEEDED'],
      [502, 'CONTROLLER_QUOTA'],
      [503, 'CONTROLLER_BUSY'],
      [504, 'CONTROLLER_STALLED'],
      [507, 'DISK_FULL'],
      [503, 'CANCELLED'],
      [500, 'INTERNAL'],
    ]);
  });
});
