import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOf, PLAN_FORM } from '../../../electron/controllers/plan-form.ts';
import { compilePlan } from '../../../electron/pipeline/planning/compile.ts';
import { pickFrom, piecesOfJson, TEXT_DAMAGES } from '../../fakes/damages.ts';
import { textOf } from './asking.ts';

const FILES = [{ name: 'a "b" [c].png', kind: 'image' }] as const;
const FORMED = {
  tasks: [
    { task: 'object-detection', id: 0, dep: [-1], args: [{ name: 'image', value: FILES[0].name }] },
    { task: 'image-to-text', id: 1, dep: [-1], args: [{ name: 'image', value: FILES[0].name }] },
    {
      task: 'text-generation',
      id: 2,
      dep: [0, 1],
      args: [{ name: 'text', value: 'Why "}]}" and <resource>-0 or <resource>-1 \\' }],
    },
  ],
};
const LIST = JSON.stringify(FORMED.tasks);

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield text.slice(at, at + size);
  }
}

describe('the form of a plan', () => {
  it('is within what strict structured outputs take', () => {
    const check = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) {
        return;
      }
      if ('properties' in schema) {
        expect(schema).toMatchObject({
          type: 'object',
          additionalProperties: false,
          required: Object.keys(Object(schema.properties)),
        });
      }
      Object.values(schema).forEach(check);
    };
    check(PLAN_FORM.schema);
    expect(PLAN_FORM.schema).toMatchObject({ type: 'object' });
  });

  it.each([
    ['in its object', JSON.stringify(FORMED)],
    ['with white space', JSON.stringify(FORMED, null, 2)],
    ['bare', LIST],
    ['in fences', `\`\`\`json\n${JSON.stringify(FORMED)}\n\`\`\`\n`],
  ])('gives the list alone, %s, however it is cut into pieces', async (_, text) => {
    for (let size = 1; size <= text.length; size += size < 40 ? 1 : 37) {
      const list = await textOf(listOf(inPieces(text, size)));
      expect(JSON.parse(list)).toEqual(FORMED.tasks);
    }
    const compiled = compilePlan(await textOf(listOf(inPieces(text, 5))), FILES);
    expect(compiled).toMatchObject({ ok: true, repairs: [] });
  });

  it.each([
    'I cannot plan that.',
    '',
    'The plan, step by step, of what I would do for you in this case, is: {"tasks":[]}',
    `[1] says ${LIST}`,
    '{"tasks":"none"}',
    `${LIST} and ${LIST}`,
  ])('leaves any other text as it is: %s', async (text) => {
    expect(await textOf(listOf(inPieces(text, 7)))).toBe(text);
  });

  it('hides no plan from the compiler, however the text is damaged', async () => {
    const meant = compilePlan(LIST, FILES);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(TEXT_DAMAGES)),
        fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
        async (damage, numbers) => {
          const text = TEXT_DAMAGES[damage]?.(piecesOfJson(FORMED), pickFrom(numbers)) ?? '';
          const before = compilePlan(text, FILES);
          const after = compilePlan(await textOf(listOf(inPieces(text, 11))), FILES);
          if (before.ok) {
            expect(after.ok && after.plan).toEqual(before.plan);
          } else if (after.ok) {
            expect(after.plan).toEqual(meant.ok && meant.plan); // nothing is made up
          }
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });
});
