import { afterEach, describe, expect, it } from 'vitest';
import type { AvailableModels } from '../../electron/available-models.ts';
import type { Engine } from '../../electron/engine.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import { AppError } from '../../shared/errors.ts';
import type { RunEvent, RunState } from '../../shared/events.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { Word } from '../../shared/questions.ts';
import { wire } from '../fakes/controllers.ts';
import { follow, testEngine } from '../fakes/engines.ts';
import { fakeExpert, sayingExpert } from '../fakes/experts.ts';
import { distantOffer, lockedOffer, offering } from '../fakes/offers.ts';

let engine: Engine | undefined;
afterEach(async () => {
  await engine?.close();
});

/** One task that only a model which is not here can do, one that follows it, and one beside them. */
const PLAN = [
  wire(0, 'text-generation', { text: 'Write of the sea' }),
  wire(1, 'summarization', { text: '<resource>-0' }),
  wire(2, 'summarization', { text: 'A long text.' }),
];
const WRITER = fakeExpert('text-generation', {
  id: 'org/writer',
  perform: async () => ({ text: 'Waves.' }),
});
const SHORTENER = sayingExpert('summarization', 'Short.');

interface Asking {
  readonly plan?: readonly WireTask[];
  readonly experts?: readonly Expert[];
  readonly others: AvailableModels;
  /** Called with each event; the words that it gives answer questions. */
  readonly onEvent?: (event: RunEvent, state: RunState, engine: Engine) => void;
  readonly isAttended?: boolean;
}

async function run({ plan = PLAN, experts = [SHORTENER], others, ...asking }: Asking) {
  const made = testEngine(plan, { experts, others, mode: 'hybrid' });
  engine = made;
  const { isAttended = true, onEvent = () => {} } = asking;
  return follow(made.ask('go', { isAttended }), (event, state) => onEvent(event, state, made));
}

function answering(word: Word): NonNullable<Asking['onEvent']> {
  return (event, { runId }, asked) => {
    if (event.type === 'question') {
      asked.answer(runId, event.question.key, word);
    }
  };
}

function statuses({ tasks }: RunState) {
  return tasks.map(({ status }) => status);
}

function failureOf({ tasks }: RunState, id: number) {
  const state = tasks.find(({ task }) => task.id === id);
  return state?.status === 'failed' ? state.error : undefined;
}

describe('a model that is not here', () => {
  it('is asked for, fetched, and the run goes on by itself', async () => {
    const offer = distantOffer(WRITER, {
      fetch: async ({ progress }) => {
        progress({ doneBytes: 10, totalBytes: 89, secondsLeft: 3 });
        return WRITER;
      },
    });
    const { state, events } = await run({ others: offering(offer), onEvent: answering('yes') });
    expect(statuses(state)).toEqual(['finished', 'finished', 'finished']);
    expect(state.questions).toEqual([]);
    const { question } = events.find((event) => event.type === 'question') ?? {};
    expect(question).toMatchObject({
      ...{ about: 'install', tasks: [0], model: 'org/writer', bytes: 89_000_000 },
      hasOther: false,
    });
    expect(events.find(({ type }) => type === 'fetching')).toMatchObject({
      task: 0,
      doneBytes: 10,
    });
    expect(state.tasks[0]?.assignment?.model).toMatchObject({ id: 'org/writer', host: 'builtin' });
  });

  it('keeps nothing else waiting while the question is open', async () => {
    const { state } = await run({
      others: offering(distantOffer(WRITER)),
      onEvent: (event, { runId, questions }, asked) => {
        if (event.type === 'task-finished' && event.task === 2) {
          asked.answer(runId, questions[0]?.key ?? '', 'yes');
        }
      },
    });
    expect(statuses(state)).toEqual(['finished', 'finished', 'finished']);
  });

  it('fails the task alone where it is not to be fetched', async () => {
    const { state } = await run({
      others: offering(distantOffer(WRITER)),
      onEvent: answering('no'),
    });
    expect(failureOf(state, 0)?.code).toBe('INSTALL_REFUSED');
    expect(statuses(state)).toEqual(['failed', 'skipped', 'finished']);
  });

  it('is named where nobody can be asked, and nothing waits', async () => {
    const { state, events } = await run({
      others: offering(distantOffer(WRITER)),
      isAttended: false,
    });
    expect(events.map(({ type }) => type)).not.toContain('question');
    expect(failureOf(state, 0)).toMatchObject({ code: 'NO_MODEL' });
    expect(failureOf(state, 0)?.data.needed).toContain('org/writer (89.0 MB)');
  });

  it('is asked for and fetched once for all tasks of a plan', async () => {
    let fetches = 0;
    const offer = distantOffer(WRITER, {
      fetch: async () => {
        fetches += 1;
        return WRITER;
      },
    });
    const plan = [0, 1, 2].map((id) => wire(id, 'text-generation', { text: `Write ${id}` }));
    const { state, events } = await run({
      ...{ plan, others: offering(offer) },
      onEvent: answering('yes'),
    });
    expect(statuses(state)).toEqual(['finished', 'finished', 'finished']);
    const questions = events.flatMap((event) =>
      event.type === 'question' ? [event.question] : [],
    );
    expect(questions).toMatchObject([{ tasks: [0, 1, 2] }]);
    expect(fetches).toBe(1);
  });

  it('fails the task with what kept it from coming', async () => {
    const offer = distantOffer(WRITER, {
      fetch: async () => {
        throw AppError.of('DISK_FULL', { what: 'the model' });
      },
    });
    const { state } = await run({ others: offering(offer), onEvent: answering('yes') });
    expect(failureOf(state, 0)?.code).toBe('DISK_FULL');
    expect(statuses(state)).toEqual(['failed', 'skipped', 'finished']);
  });

  it('is not offered where it can’t be had, and what keeps it away is said', async () => {
    const locked = lockedOffer(WRITER, { code: 'local-mode' });
    const { state, events } = await run({ others: offering(locked) });
    expect(events.map(({ type }) => type)).not.toContain('question');
    expect(failureOf(state, 0)?.data.needed).toContain('in hybrid mode org/writer could be');
  });

  it('is not asked for while something here does the task', async () => {
    const here = fakeExpert('text-generation', { perform: async () => ({ text: 'Here.' }) });
    const { state, events } = await run({
      experts: [SHORTENER, here],
      others: offering(distantOffer(WRITER)),
    });
    expect(statuses(state)).toEqual(['finished', 'finished', 'finished']);
    expect(events.map(({ type }) => type)).not.toContain('question');
    const candidates = state.tasks[0]?.assignment?.candidates ?? [];
    expect(candidates.find(({ id }) => id === 'org/writer')?.fetch).toMatchObject({
      bytes: 89_000_000,
    });
  });
});

describe('a person who stops', () => {
  it('ends the run while a question is open, with every task ended', async () => {
    const { state } = await run({
      others: offering(distantOffer(WRITER)),
      onEvent: (event, { runId }, asked) => {
        if (event.type === 'question') {
          asked.cancel(runId);
        }
      },
    });
    expect(state.status).toBe('cancelled');
    expect(statuses(state).filter((status) => status === 'waiting')).toEqual([]);
    expect(state.questions).toEqual([]);
  });

  it('ends the download with the task', async () => {
    let reason: unknown;
    const offer = distantOffer(WRITER, {
      fetch: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        }),
    });
    const { state } = await run({
      others: offering(offer),
      onEvent: (event, { runId }, asked) => {
        answering('yes')(event, { runId } as RunState, asked);
        if (event.type === 'question-answered') {
          setImmediate(() => asked.cancel(runId, 0));
        }
      },
    });
    expect(statuses(state)).toEqual(['cancelled', 'skipped', 'finished']);
    expect(reason).toBeDefined();
  });

  it('takes the question away with the task that it was for', async () => {
    const { state, events } = await run({
      others: offering(distantOffer(WRITER)),
      onEvent: (event, { runId }, asked) => {
        if (event.type === 'question') {
          asked.cancel(runId, 0);
        }
      },
    });
    expect(statuses(state)).toEqual(['cancelled', 'skipped', 'finished']);
    expect(events.find(({ type }) => type === 'question-answered')).toMatchObject({ word: 'no' });
  });
});

describe('a word', () => {
  it('that no question waits for is refused, as is a second one', async () => {
    const codes: unknown[] = [];
    const refused = (work: () => void) => {
      try {
        work();
      } catch (error) {
        codes.push(error instanceof AppError ? error.code : error);
      }
    };
    await run({
      others: offering(distantOffer(WRITER)),
      onEvent: (event, { runId }, asked) => {
        if (event.type === 'question') {
          refused(() => asked.answer(runId, 'another', 'yes'));
          asked.answer(runId, event.question.key, 'yes');
          refused(() => asked.answer(runId, event.question.key, 'yes'));
          refused(() => asked.answer('no-run', event.question.key, 'yes'));
        }
      },
    });
    expect(codes).toEqual(['QUESTION_NOT_ASKED', 'QUESTION_NOT_ASKED', 'QUESTION_NOT_ASKED']);
  });

  it('that was not given is asked for again when the run goes on', async () => {
    const { state } = await run({
      others: offering(distantOffer(WRITER)),
      onEvent: (event, _, asked) => {
        if (event.type === 'question') {
          asked.interrupt();
        }
      },
    });
    expect(state).toMatchObject({ status: 'interrupted', questions: [] });
    const again = engine;
    if (again === undefined) {
      throw new Error('no engine');
    }
    const types: string[] = [];
    for await (const event of again.resume(state.runId, { isAttended: true })) {
      types.push(event.type);
      answering('yes')(event, again.run(state.runId), again);
    }
    expect(again.run(state.runId).status).toBe('finished');
    expect(types).toContain('question');
  });
});

describe('the Hub', () => {
  const found = { ...WRITER, model: { ...WRITER.model, id: 'org/found', host: 'hub' as const } };

  /** Knows the writer once it was asked. */
  function asking(): AvailableModels & { readonly looks: string[] } {
    const looks: string[] = [];
    return {
      ...offering(),
      looks,
      found: (type) => (looks.includes(type) ? [found] : []),
      canLook: (type) => type === 'text-generation' && !looks.includes(type),
      look: async (type) => {
        looks.push(type);
        return undefined;
      },
    };
  }

  it('is asked for what nothing here can do, and what it names does it', async () => {
    const others = asking();
    const { state } = await run({ others });
    expect(others.looks).toEqual(['text-generation']);
    expect(state.tasks[0]?.assignment?.model.id).toBe('org/found');
    expect(statuses(state)).toEqual(['finished', 'finished', 'finished']);
  });

  it('that can’t be asked is a note, and the task says what it takes', async () => {
    const report = { code: 'NETWORK_FAILED', message: 'x', recovery: 'retry', data: {} } as const;
    const { state } = await run({ others: { ...asking(), look: async () => report } });
    expect(state.notes).toMatchObject([{ code: 'HUB_UNASKED', task: 'text-generation' }]);
    expect(failureOf(state, 0)?.code).toBe('NO_MODEL');
  });
});
