import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLAN_FORM } from '../../../electron/controllers/plan-form.ts';
import { planGrammar } from '../../../electron/controllers/plan-grammar.ts';
import { type PlanSource, planSources } from '../../../electron/controllers/plan-sources.ts';
import { settledPlan } from '../../../electron/controllers/settled-plan.ts';
import { compilePlan } from '../../../electron/pipeline/planning/compile.ts';
import type { KnownFile, WireTask } from '../../../shared/plan.ts';
import { TASK_TYPES, taskEntry } from '../../../shared/tasks.ts';
import { printPlan } from '../../../shared/wire.ts';
import { KNOWN, validPlan } from '../../fakes/plans.ts';
import { expectSound } from '../../fakes/sound-plans.ts';
import { textOf } from './asking.ts';
import { type HeldTexts, openHeldTexts } from './held-texts.ts';

const IMAGE: readonly PlanSource[] = [{ name: 'a "b" [c].png', kinds: ['image'] }];
const FORM = z.fromJSONSchema(PLAN_FORM.schema);

let held: HeldTexts;
beforeAll(() => {
  held = openHeldTexts();
});
afterAll(() => held.close());

interface Written extends Omit<WireTask, 'args' | 'id'> {
  readonly id?: number;
  readonly args: Readonly<Record<string, string>>;
}

function heldText(tasks: readonly Written[]): string {
  const written = tasks.map(({ task, id = 0, dep, args }) => ({
    ...{ task, id, dep },
    args: Object.entries(args).map(([name, value]) => ({ name, value })),
  }));
  return JSON.stringify({ tasks: written });
}

function one(task: string, args: Readonly<Record<string, string>>): Written {
  return { task, dep: [-1], args };
}

describe('the grammar of a plan', () => {
  const grammar = planGrammar(IMAGE);
  const name = IMAGE[0]?.name ?? '';

  it.each([
    ['no task', []],
    ['a file of the request', [one('image-to-text', { image: name })]],
    [
      'what an earlier task makes',
      [one('text-to-speech', { text: 'Hi' }), one('audio-to-audio', { audio: '<resource>-7' })],
    ],
    [
      'a text with what a task makes',
      [
        one('image-to-text', { image: name }),
        one('translation', { text: 'Of <<resource>-0: "ü\\\n"', target_language: 'fr' }),
      ],
    ],
    [
      'texts with signs of less',
      [one('text-generation', { text: '< 1 <b> <' }), one('fill-mask', { text: '<' })],
    ],
    ['optional arguments left out', [one('translation', { text: 'Hi', source_language: 'en' })]],
  ])('has %s', async (_, tasks) => {
    expect(await held.isWritten(grammar, heldText(tasks))).toBe(true);
  });

  it.each([
    ['a strange file', [one('image-to-text', { image: 'b.png' })]],
    ['a file of another kind', [one('automatic-speech-recognition', { audio: name })]],
    [
      'a picture where none was made',
      [
        one('text-to-speech', { text: 'Hi' }),
        one('visual-question-answering', { image: '<resource>-0', text: 'Hi' }),
      ],
    ],
    ['the task itself', [one('audio-to-audio', { audio: '<resource>-0' })]],
    [
      'a text where none was made',
      [one('text-to-image', { text: 'Hi' }), one('translation', { text: '<resource>-0' })],
    ],
    [
      'a reference in other words',
      [one('conversational', { text: 'Hi' }), one('translation', { text: '<GENERATED>-0' })],
    ],
    ['an empty text', [one('conversational', { text: '' })]],
    ['a blank text', [one('conversational', { text: '  ' })]],
    ['a missing argument', [one('sentence-similarity', { text1: 'Hi' })]],
    ['an unknown argument', [one('conversational', { text: 'Hi', voice: 'low' })]],
    ['an unknown task', [one('juggling', { text: 'Hi' })]],
  ])('does not have %s', async (_, tasks) => {
    expect(await held.isWritten(grammar, heldText(tasks))).toBe(false);
  });

  it('has every task type where there are files of all kinds, and is of the form of a plan', async () => {
    const sources = planSources({ request: '', history: [], attachments: KNOWN, earlier: [] });
    const all = planGrammar(sources);
    for (const type of TASK_TYPES) {
      const needed = Object.entries(taskEntry(type).inputs).filter(([, { required }]) => required);
      expect(needed.length).toBeGreaterThan(0); // what follows it begins with a comma
      const args = needed.map(([slot, { kinds }]) => {
        const file = KNOWN.find(({ kind }) => kinds.includes(kind) && kind !== 'text');
        return [slot, file?.name ?? 'Hi'];
      });
      const text = heldText([one(type, Object.fromEntries(args))]);
      expect([type, await held.isWritten(all, text)]).toEqual([type, true]);
      expect(FORM.safeParse(JSON.parse(text)).success).toBe(true);
    }
  });

  it('has the names of files and tasks that there are, and no others made of their parts', async () => {
    const names = [
      ...TASK_TYPES.flatMap((type) => [`${type}.png`, `seg-${type}`]),
      ...['写真.png', '写.jpg', 'png', 'photo.png', 'my-photo-1.jpg', 'text-to-image'],
      ...Array.from({ length: 30 }, (_, at) => `photo-${at}.${['png', 'jpg', 'webp'][at % 3]}`),
    ];
    const all = planGrammar(names.map((each) => ({ name: each, kinds: ['image'] })));
    const start = '{"tasks":[{"task":"';
    const files = `${start}image-to-text","id":0,"dep":[-1],"args":[{"name":"image","value":"`;
    const possible = TASK_TYPES.filter((type) => !('audio' in taskEntry(type).inputs));
    expect(sorted(await held.endings(all, files))).toEqual(sorted(names));
    expect(sorted(await held.endings(all, start))).toEqual(sorted(possible));
  });

  it('has all plans that hold, but for texts that begin with a blank or hold what is like a reference', async () => {
    const request =
      'Take https://example.com/a/picture.png?size=2, https://example.com/sound and (http://example.com/data.csv).';
    const sources = planSources({ request, history: [], attachments: KNOWN, earlier: [] });
    const all = planGrammar(sources);
    const isOdd = (text: string) =>
      /^\s|<(?!resource>-\d)[rgn]/i.test(text) || /\\u/.test(JSON.stringify(text));
    await fc.assert(
      fc.asyncProperty(validPlan, async (plan) => {
        const tasks = printPlan(plan);
        fc.pre(!tasks.some(({ args }) => Object.values(args).some(isOdd)));
        const text = heldText(tasks);
        expect(await held.isWritten(all, text)).toBe(true);
        const settled = await textOf(
          settledPlan(pieces(JSON.stringify(JSON.parse(text).tasks), 9)),
        );
        expect({ tasks: JSON.parse(settled) }).toEqual(JSON.parse(text));
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

function sorted(texts: unknown): readonly unknown[] {
  return Array.isArray(texts) ? [...new Set(texts)].sort() : [];
}

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield text.slice(at, at + size);
  }
}

const FILES: readonly KnownFile[] = [
  ...KNOWN,
  { name: '写真 "1", \\2\n.png', kind: 'image' },
  { name: '<resource>-3.png', kind: 'image' }, // would be read as a reference
  { name: ' ', kind: 'audio' },
];

const GIVEN = [[], FILES, FILES.slice(0, 1), FILES.slice(2, 6), FILES.slice(-3)];

describe('a text of the grammar, of pure chance', () => {
  it('is a plan that holds when it is settled, and was one in the form before', async () => {
    const lengths = new Set<number>();
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1 }),
        fc.integer({ min: 20, max: 400 }),
        fc.constantFrom(...GIVEN),
        async (seed, budget, known) => {
          const input = { request: '', history: [], attachments: known, earlier: [] };
          const text = await held.byChance(planGrammar(planSources(input)), { seed, budget });
          expect(FORM.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();
          const list = text.slice('{"tasks":'.length, -1);
          const settled = await textOf(settledPlan(pieces(list, 5)));
          const compiled = compilePlan(settled, known);
          expect(compiled).toMatchObject({ ok: true, repairs: [] });
          if (compiled.ok) {
            expectSound(compiled.plan, known);
            lengths.add(compiled.plan.length);
          }
          changed += settled === list ? 0 : 1;
        },
      ),
      { numRuns: 200, seed: 7 },
    );
    expect(lengths.size).toBeGreaterThan(5);
    expect(changed).toBeGreaterThan(20);
  });
});
