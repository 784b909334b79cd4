// What must hold for every plan and every text: plans survive being printed, spoken in any dialect and
// damaged, or they are refused; whatever comes out is sound. Ten thousand cases and more in all.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledPlan, compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { TASK_TYPES } from '../../../../shared/tasks.ts';
import { printPlan } from '../../../../shared/wire.ts';
import {
  holdsAtItsWord,
  onlyReferences,
  PLAN_DAMAGES,
  pickFrom,
  piecesOfJson,
  TEXT_DAMAGES,
} from '../../../fakes/damages.ts';
import {
  anyIdPlan,
  dialect,
  KNOWN,
  meantBy,
  renumber,
  speak,
  validPlan,
  writeOut,
} from '../../../fakes/plans.ts';
import { expectSound } from '../../../fakes/sound-plans.ts';
import { hasOwnNames, toTaskBench } from '../../../fakes/task-bench.ts';

/** The same cases every time; another seed or more cases can be asked for. */
const seed = Number(process.env.PROPERTY_SEED ?? 20261120);
const share = Number(process.env.PROPERTY_SHARE ?? 1);
const cases = (count: number): { seed: number; numRuns: number } => ({
  seed,
  numRuns: Math.round(count * share),
});
const numbers = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 8, maxLength: 8 });
const somePlan = validPlan.filter((plan) => plan.length > 0);

/** Ids by place, tasks by id: two plans that differ in neither mean the same. */
function settled(plan: Plan): Plan {
  const places = new Map(plan.map(({ id }, at) => [id, at]));
  return renumber(plan, (id) => places.get(id) ?? -1);
}

/** The plan it came from, or a reason. @returns whether it was the plan */
function expectPlanOrReason(compiled: CompiledPlan, meant: Plan): boolean {
  if (!compiled.ok) {
    expect(compiled.problems.length).toBeGreaterThan(0);
    return false;
  }
  const byId = compiled.plan.toSorted((a, b) => a.id - b.id);
  const isSame =
    JSON.stringify(byId.map(({ id }) => id)) === JSON.stringify(meant.map(({ id }) => id));
  expect(isSame ? byId : settled(compiled.plan)).toEqual(isSame ? meant : settled(meant));
  return true;
}

describe('compilePlan, for every plan', () => {
  it('gives back the plan that was printed, without a repair', () => {
    fc.assert(
      fc.property(fc.oneof(validPlan, anyIdPlan), (plan) => {
        const compiled = compilePlan(JSON.stringify(printPlan(plan)), KNOWN);
        expect(compiled).toEqual({ ok: true, plan, repairs: [] });
      }),
      cases(1500),
    );
  });

  it('understands every dialect', () => {
    fc.assert(
      fc.property(validPlan, dialect, (plan, way) => {
        const [before, after] = way.around;
        const text = `${before}${writeOut(speak(printPlan(plan), way), way)}${after}`;
        const compiled = compilePlan(text, KNOWN);
        expect(compiled).toMatchObject({ ok: true });
        expect(compiled.ok && compiled.plan).toEqual(meantBy(plan, way));
      }),
      cases(2000),
    );
  });

  it("understands TaskBench's form", () => {
    fc.assert(
      fc.property(validPlan, (plan) => {
        const compiled = compilePlan(JSON.stringify(toTaskBench(printPlan(plan))), KNOWN);
        expect(compiled).toMatchObject({ ok: true });
        const got = compiled.ok ? compiled.plan : [];
        expect(onlyReferences(got)).toEqual(onlyReferences(plan));
        expect(hasOwnNames(plan) ? got : plan).toEqual(plan);
      }),
      cases(800),
    );
  });
});

describe('compilePlan, for every damage to the text', () => {
  /** The share that must be recovered, where that is not all: what is lost there may be lost for good. */
  const SHARES: Readonly<Record<string, number>> = {
    'a closing bracket missing': 0.85,
    'closing brackets missing at the end': 0.6,
    'a closing bracket too many': 0.85,
    'an opening bracket missing': 0.9,
    'an opening bracket too many': 0.95,
  };

  it.each(Object.entries(TEXT_DAMAGES))('gives the plan or a reason after %s', (name, damage) => {
    let recovered = 0;
    let all = 0;
    fc.assert(
      fc.property(somePlan, dialect, numbers, (plan, way, drawn) => {
        const spoken = speak(printPlan(plan), way);
        const compiled = compilePlan(damage(piecesOfJson(spoken), pickFrom(drawn)), KNOWN);
        all += 1;
        recovered += expectPlanOrReason(compiled, meantBy(plan, way)) ? 1 : 0;
      }),
      cases(250),
    );
    expect(recovered / all).toBeGreaterThanOrEqual(SHARES[name] ?? 1);
  });

  it('gives whole tasks or a reason where the text is cut', () => {
    fc.assert(
      fc.property(
        somePlan,
        dialect,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (plan, way, at) => {
          const text = writeOut(speak(printPlan(plan), way), way);
          const cut = text.slice(0, Math.floor(at * text.length));
          const compiled = compilePlan(cut, KNOWN);
          const meant = meantBy(plan, way);
          if (compiled.ok) {
            expect(compiled.plan.length).toBeGreaterThan(0);
            expect(compiled.plan).toEqual(meant.slice(0, compiled.plan.length));
          }
        },
      ),
      cases(1000),
    );
  });
});

describe('compilePlan, for every damage to the plan', () => {
  /** Numbers that count otherwise than the ids: some such plans hold at their word, and none can tell. */
  const BENT = new Set([
    'ids from 1, numbers from 0',
    'ids from 0, numbers from 1',
    'references from 1',
  ]);

  it.each(Object.entries(PLAN_DAMAGES))('gives the plan or a reason after %s', (name, damage) => {
    let recovered = 0;
    let all = 0;
    fc.assert(
      fc.property(somePlan, numbers, (plan, drawn) => {
        const { wire, meant } = damage(printPlan(plan), plan, pickFrom(drawn));
        fc.pre(
          !BENT.has(name) ||
            JSON.stringify(wire) === JSON.stringify(printPlan(plan)) ||
            !holdsAtItsWord(wire),
        );
        all += 1;
        recovered += expectPlanOrReason(compilePlan(JSON.stringify(wire), KNOWN), meant) ? 1 : 0;
      }),
      cases(250),
    );
    expect(recovered / all).toBeGreaterThan(0.7);
  });

  it("gives the plan or a reason where TaskBench's nodes are counted from 1", () => {
    let recovered = 0;
    let all = 0;
    fc.assert(
      fc.property(somePlan, (plan) => {
        fc.pre(hasOwnNames(plan));
        const shifted = renumberReferences(plan);
        fc.pre(!holdsAtItsWord(shifted));
        const text = JSON.stringify(toTaskBench(printPlan(plan), 1));
        all += 1;
        recovered += expectPlanOrReason(compilePlan(text, KNOWN), plan) ? 1 : 0;
      }),
      cases(500),
    );
    expect(recovered / all).toBeGreaterThan(0.6);
  });
});

/** The wire form with every reference one higher, as it stands when nodes are counted from 1. */
function renumberReferences(plan: Plan): unknown[] {
  return printPlan(plan).map((task, at) => {
    const source = printPlan(renumber(plan, (id) => id + 1))[at];
    return { ...task, args: source?.args ?? {}, dep: [-1] };
  });
}

describe('compilePlan, for every text', () => {
  it('makes nothing unsound of a printed plan with stretches lost, doubled or strange', () => {
    fc.assert(
      fc.property(somePlan, numbers, fc.string({ maxLength: 6 }), (plan, drawn, strange) => {
        const text = JSON.stringify(printPlan(plan));
        const pick = pickFrom(drawn);
        const [from, length] = [pick(text.length), pick(12)];
        const stretch = [strange, '', text.slice(from, from + 2 * length)][pick(3)] ?? '';
        expectSoundOrRefused(text.slice(0, from) + stretch + text.slice(from + length));
      }),
      cases(1000),
    );
  });

  it('makes nothing unsound of tasks with any fields', () => {
    const type = fc.constantFrom(...TASK_TYPES);
    const word = fc.constantFrom(
      'text',
      'image',
      'cat.png',
      '<node-0>',
      '<resource>-1',
      '',
      'x',
      '__proto__',
      'constructor',
    );
    const value = fc.oneof(word, fc.array(word), fc.nat({ max: 4 }), fc.jsonValue());
    const task = fc.record(
      {
        task: fc.oneof({ weight: 8, arbitrary: type }, { weight: 1, arbitrary: fc.jsonValue() }),
        id: fc.oneof(fc.nat({ max: 4 }), value),
        dep: fc.oneof(fc.array(fc.integer({ min: -1, max: 4 })), value),
        args: fc.oneof(fc.dictionary(word, value), fc.array(value), value),
      },
      { requiredKeys: ['task'] },
    );
    fc.assert(
      fc.property(fc.array(task, { maxLength: 5 }), (tasks) => {
        expectSoundOrRefused(JSON.stringify(tasks));
      }),
      cases(1500),
    );
  });

  it('survives any characters', () => {
    const char = fc.constantFrom(...'[]{}",:\'\\ \n-0aé<>/*`');
    fc.assert(
      fc.property(fc.string({ unit: char, maxLength: 200 }), (text) => {
        expectSoundOrRefused(text);
      }),
      cases(1500),
    );
  });
});

function expectSoundOrRefused(text: string): void {
  const compiled = compilePlan(text, KNOWN);
  if (!compiled.ok) {
    expect(compiled.problems.length).toBeGreaterThan(0);
    return;
  }
  expectSound(compiled.plan, KNOWN);
  const again = compilePlan(JSON.stringify(printPlan(compiled.plan)), KNOWN);
  expect(again).toEqual({ ok: true, plan: compiled.plan, repairs: [] });
}
