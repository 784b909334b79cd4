import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import { createPlanStream } from '../../../../electron/pipeline/planning/stream.ts';
import type { KnownFile } from '../../../../shared/plan.ts';
import { wire } from '../../../fakes/controllers.ts';

const KNOWN: readonly KnownFile[] = [{ name: 'a {"}.png', kind: 'image' }];
const PLAN = [
  wire(0, 'image-to-text', { image: 'a {"}.png' }),
  wire(1, 'summarization', { text: '<resource>-0, "quoted" [and] \\ more' }),
  wire(2, 'text-to-speech', { text: '<resource>-1' }),
];

/** What each piece of a text gives: the ids of the tasks that are certain after it. */
function feed(text: string, size: number) {
  const stream = createPlanStream(KNOWN);
  const early: number[][] = [];
  for (let start = 0; start < text.length; start += size) {
    early.push(stream.push(text.slice(start, start + size)).map(({ id }) => id));
  }
  return { early, whole: stream.end() };
}

describe('a plan that is read while it is written', () => {
  it.each([1, 2, 7, 50, 10_000])('is the same in pieces of %i characters', (size) => {
    const text = `Here is the plan: ${JSON.stringify(PLAN, null, 1)} Done.`;
    expect(feed(text, size).whole).toEqual(compilePlan(text, KNOWN));
  });

  it('hands over each task with its closing bracket', () => {
    const text = JSON.stringify(PLAN);
    const { early } = feed(text, 1);
    const at = early.flatMap((ids, index) => ids.map((id) => [id, text[index]]));
    expect(at).toEqual([
      [0, '}'],
      [1, '}'],
      [2, '}'],
    ]);
    // The first task is certain long before the plan ends.
    expect(early.findIndex((ids) => ids.length > 0)).toBeLessThan(text.length / 2);
  });

  it('waits for the end where something has to be repaired', () => {
    const text = JSON.stringify(PLAN).replace('summarization', 'Summary');
    const { early, whole } = feed(text, 1);
    expect(early.flat()).toEqual([0]);
    expect(whole.ok && whole.plan.map(({ id }) => id)).toEqual([0, 1, 2]);
  });

  it('gives tasks over once only, whatever follows', () => {
    const { early, whole } = feed(
      `${JSON.stringify(PLAN)}\n${JSON.stringify(PLAN.slice(0, 1))}`,
      3,
    );
    expect(new Set(early.flat()).size).toBe(early.flat().length);
    expect(whole.ok || whole.problems.length > 0).toBe(true);
  });
});
