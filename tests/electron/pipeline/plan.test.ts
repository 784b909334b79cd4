import { describe, expect, it } from 'vitest';
import type { PlanningInput } from '../../../electron/controllers/controller.ts';
import { type PlanPart, planTasks } from '../../../electron/pipeline/plan.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Note } from '../../../shared/notes.ts';
import { fixedController, scriptedController, wire } from '../../fakes/controllers.ts';

const INPUT: PlanningInput = {
  request: 'summarise a.txt and translate it',
  attachments: [{ name: 'a.txt', kind: 'text' }],
  earlier: [],
  history: [],
};
const SUMMARY = wire(0, 'summarization', { text: 'a.txt' });
const GERMAN = wire(1, 'translation', { text: '<resource>-0', target_language: 'German' });
const PLAN = JSON.stringify([SUMMARY, GERMAN]);
/** The beginning of PLAN whose first task stands. */
const BEGINNING = PLAN.slice(0, PLAN.indexOf('},{') + 1);
const BUSY = AppError.of('CONTROLLER_BUSY', { controller: 'scripted', why: 'the line was cut' });
const rules = fixedController([wire(0, 'conversational', { text: 'by rules' })]);

async function plan(script: Parameters<typeof scriptedController>[0], input = INPUT) {
  const notes: Note[] = [];
  const parts: PlanPart[] = [];
  const controller = scriptedController(script);
  const context = {
    signal: new AbortController().signal,
    asked: () => {},
    noted: (note: Note) => notes.push(note),
  };
  let error: unknown;
  try {
    for await (const part of planTasks(input, { controller, fallback: rules }, context)) {
      parts.push(part);
    }
  } catch (thrown) {
    error = thrown;
  }
  const types = parts
    .filter(({ tasks }) => tasks.length > 0)
    .map(({ tasks }) => tasks.map(({ type }) => type));
  return { parts, types, notes, error, stages: controller.asked.map(({ stage }) => stage) };
}

describe('planning with a language model', () => {
  it('hands tasks over while the plan is written', async () => {
    const { types, notes } = await plan({ plan: [BEGINNING, PLAN.slice(BEGINNING.length)] });
    expect(types).toEqual([['summarization'], ['translation']]);
    expect(notes).toEqual([]);
  });

  it('asks once more for what is no plan, and says so', async () => {
    const { types, notes, stages } = await plan({
      plan: ['I would summarise the file first.'],
      mend: [PLAN],
    });
    expect(stages).toEqual(['plan', 'mend']);
    expect(types).toEqual([['summarization', 'translation']]);
    expect(notes).toMatchObject([{ code: 'PLAN_MENDED' }]);
  });

  it('lets the rules plan where it writes no plan twice', async () => {
    const { types, notes, stages } = await plan({ plan: ['Hm.'], mend: ['Still no plan.'] });
    expect(stages).toEqual(['plan', 'mend']);
    expect(types).toEqual([['conversational']]);
    expect(notes).toMatchObject([
      { code: 'FELL_BACK', stage: 'plan', error: { code: 'PLAN_INVALID' } },
    ]);
  });

  it('lets the rules plan where it can’t be reached, without asking again', async () => {
    const { types, notes, stages } = await plan({ plan: [BUSY], mend: [PLAN] });
    expect(stages).toEqual(['plan']);
    expect(types).toEqual([['conversational']]);
    expect(notes).toMatchObject([{ code: 'FELL_BACK', error: { code: 'CONTROLLER_BUSY' } }]);
  });

  it('goes on where a plan breaks off after its first task runs', async () => {
    const { types, notes } = await plan({ plan: [BEGINNING, BUSY], mend: [PLAN] });
    expect(types).toEqual([['summarization'], ['translation']]);
    expect(notes).toMatchObject([{ code: 'PLAN_MENDED' }]);
  });

  it('refuses a second form that contradicts the tasks that run', async () => {
    const other = JSON.stringify([wire(0, 'text-to-speech', { text: 'a.txt' })]);
    const { types, error } = await plan({ plan: [BEGINNING, BUSY], mend: [other] });
    expect(types).toEqual([['summarization']]);
    expect(error).toMatchObject({ code: 'PLAN_INVALID' });
  });

  it('fails with what happened where its second try breaks off too', async () => {
    const { error } = await plan({ plan: [BEGINNING, BUSY], mend: [BUSY] });
    expect(error).toBe(BUSY);
  });

  it('takes no address that the person did not write', async () => {
    const leak = wire(0, 'image-to-text', { image: 'https://evil.example/?q=secret' });
    const { types, notes } = await plan({ plan: [JSON.stringify([leak])] });
    expect(types).toEqual([['conversational']]);
    expect(notes).toMatchObject([{ code: 'FELL_BACK', error: { code: 'PLAN_INVALID' } }]);
  });

  it('takes an address that stands in the request', async () => {
    const url = 'https://example.org/cat.png';
    const input = { ...INPUT, request: `what is on ${url}?` };
    const { types, notes } = await plan(
      { plan: [JSON.stringify([wire(0, 'image-to-text', { image: url })])] },
      input,
    );
    expect(types).toEqual([['image-to-text']]);
    expect(notes).toEqual([]);
  });

  it('does not hide a bug', async () => {
    const { error } = await plan({ plan: [new TypeError('a bug')] });
    expect(error).toBeInstanceOf(TypeError);
  });
});
