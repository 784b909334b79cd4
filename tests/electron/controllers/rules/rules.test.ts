// The rules as data, the explanation, determinism and speed.

import { describe, expect, it } from 'vitest';
import { RULES } from '../../../../electron/controllers/rules/all-rules.ts';
import { planRequest } from '../../../../electron/controllers/rules/plan-request.ts';
import type { Step } from '../../../../electron/controllers/rules/rule.ts';
import { explainPlan } from '../../../../electron/controllers/rules.ts';
import { mentionedFiles } from '../../../../electron/pipeline/planning/mentions.ts';
import { wireText } from './plan.ts';

const inputOf = (request: string) => ({
  request,
  attachments: mentionedFiles(request),
  earlier: [],
});
const EXAMPLES = RULES.flatMap((rule) =>
  rule.examples.map((example) => [example, rule.tasks] as const),
);

/** The task types of the original system. */
const ORIGINAL: readonly Step[] = [
  ...['token-classification', 'text2text-generation', 'summarization', 'translation'],
  ...['question-answering', 'conversational', 'text-generation', 'sentence-similarity'],
  ...['tabular-classification', 'object-detection', 'image-classification', 'image-to-image'],
  ...['image-to-text', 'text-to-image', 'text-to-video', 'visual-question-answering'],
  ...['document-question-answering', 'image-segmentation', 'depth-estimation', 'text-to-speech'],
  ...['automatic-speech-recognition', 'audio-to-audio', 'audio-classification', 'canny-control'],
  ...['hed-control', 'mlsd-control', 'normal-control', 'openpose-control', 'canny-text-to-image'],
  ...['depth-text-to-image', 'hed-text-to-image', 'mlsd-text-to-image', 'normal-text-to-image'],
  ...['openpose-text-to-image', 'seg-text-to-image'],
] as Step[]; // names of task types, checked against the rules below

describe('the rules', () => {
  it.each(EXAMPLES)('plan their own example: %s', (example, tasks) => {
    const steps = planRequest(inputOf(example)).choices.map(({ step }) => step);
    expect(steps).toEqual(expect.arrayContaining([...tasks]));
  });

  it('know every task type of the original', () => {
    const planned = new Set(RULES.flatMap(({ tasks }) => tasks));
    expect(ORIGINAL).toHaveLength(35);
    expect(ORIGINAL.filter((task) => !planned.has(task))).toEqual([]);
  });

  it('have an example each, unless they plan nothing', () => {
    expect(
      RULES.filter(({ tasks, examples }) => tasks.length > 0 && examples.length === 0),
    ).toEqual([]);
  });
});

describe('the same request', () => {
  it('gives the same plan, byte for byte, whatever was planned between', async () => {
    const before = await Promise.all(EXAMPLES.map(([example]) => wireText(example)));
    const after = await Promise.all(EXAMPLES.toReversed().map(([example]) => wireText(example)));
    expect(after.toReversed()).toEqual(before);
  });
});

describe('the explanation', () => {
  it('names the phrase, the task and the reason, and what was dropped', () => {
    const { plan, steps } = explainPlan(inputOf('I drew a map. Summarise notes.txt.'));
    expect(JSON.parse(plan)).toHaveLength(1);
    expect(steps[0]).toBe('"summarise" → summarization, because it asks for something shorter');
  });

  it('tells which task feeds which', () => {
    const { steps } = explainPlan(inputOf("translate 'good morning' to French and say it"));
    expect(steps).toContain('task 1 (text-to-speech) takes what task 0 made');
  });

  it('says why a phrase was dropped', () => {
    const { steps } = explainPlan(
      inputOf('I have summarised a book. Translate notes.txt into German.'),
    );
    expect(steps).toContain(
      '"summarised" (summarization) was dropped: the sentence only tells the circumstances there',
    );
  });
});

describe('speed', () => {
  it('plans 95 of 100 requests in under 5 ms once the rules are loaded', () => {
    const requests = EXAMPLES.map(([example]) => inputOf(`${example} ${example}`));
    // The best of several rounds: other work on the machine slows single rounds, never speeds them up.
    const best = requests.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < 5; round += 1) {
      requests.forEach((input, index) => {
        const start = performance.now();
        planRequest(input);
        best[index] = Math.min(best[index] ?? 0, performance.now() - start);
      });
    }
    const sorted = best.toSorted((a, b) => a - b);
    expect(sorted[Math.ceil(sorted.length * 0.95) - 1]).toBeLessThan(5);
  });
});
