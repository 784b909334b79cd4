// Reading labelled requests, naming plans as TaskBench does, and the evaluation from end to end.

import { describe, expect, it } from 'vitest';
import type { PlanningInput } from '../../../electron/controllers/controller.ts';
import { evaluatePlanning, quantile } from '../../../electron/evaluation/evaluate-planning.ts';
import { readPlanningData } from '../../../electron/evaluation/planning-data.ts';
import { formatPlanningReport } from '../../../electron/evaluation/planning-report.ts';
import { namePlan } from '../../../electron/evaluation/tool-names.ts';
import { compilePlan } from '../../../electron/pipeline/planning/compile.ts';
import { AppError } from '../../../shared/errors.ts';
import { wire } from '../../fakes/controllers.ts';

const ROWS = [
  {
    id: '1',
    type: 'chain',
    request: 'Read page.png out.',
    nodes: ['Image-to-Text', 'Text-to-Speech'],
    links: [[0, 1]],
  },
  { id: '2', type: 'single', request: 'Sum it up.', nodes: ['Summarization'], links: [] },
];
const DATA = `${ROWS.map((row) => JSON.stringify(row)).join('\n')}\n\n`;

const PLANS: Readonly<Record<string, string>> = {
  'Read page.png out.': JSON.stringify([
    wire(0, 'image-to-text', { image: 'page.png' }),
    wire(1, 'text-to-speech', { text: '<resource>-0' }),
  ]),
  'Sum it up.': JSON.stringify([wire(0, 'image-to-text', { image: 'none.png' })]),
};

async function* planOf({ request }: PlanningInput): AsyncGenerator<string> {
  const text = PLANS[request] ?? '[]';
  yield text.slice(0, 10);
  yield text.slice(10);
}

/** A clock that goes 2 ms on at each look. */
function ticking(): () => number {
  let time = 0;
  return () => {
    time += 2;
    return time;
  };
}

function codeAndWhy(read: () => unknown): readonly [string, string] {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) {
      return [error.code, error.data.why ?? ''];
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('planning data', () => {
  it('is read line by line, blank lines left out', () => {
    expect(readPlanningData(DATA)).toEqual(ROWS);
  });

  it.each([
    ['what is not JSON', `${DATA}{"id": `, /Line 4 .* not JSON/],
    ['a missing field', '{"id":"1","type":"single","request":"x","links":[]}', /Line 1 .*nodes/],
    ['an unknown shape', JSON.stringify({ ...ROWS[0], type: 'tree' }), /Line 1 .*type/],
    ['a link to nowhere', JSON.stringify({ ...ROWS[0], links: [[0, 2]] }), /Line 1 .*links/],
    ['an empty file', '\n', /no line/],
  ])('refuses %s and names the line', (_, text, why) => {
    const [code, told] = codeAndWhy(() => readPlanningData(text));
    expect(code).toBe('USAGE');
    expect(told).toMatch(why);
  });
});

describe('tool names', () => {
  it('tell editing from other changes of a picture, and join types that are one tool', () => {
    const compiled = compilePlan(
      JSON.stringify([
        wire(0, 'image-to-image', { image: 'a.png', text: 'make it blue' }),
        wire(1, 'image-to-image', { image: '<resource>-0' }),
        wire(2, 'text-classification', { text: 'fine' }),
        wire(3, 'text2text-generation', { text: 'fine' }),
        wire(4, 'canny-control', { image: 'a.png' }),
      ]),
      [{ name: 'a.png', kind: 'image' }],
    );
    expect(compiled.ok && namePlan(compiled.plan)).toEqual({
      nodes: [
        'Image Editing',
        'Image-to-Image',
        'Token Classification',
        'Text Generation',
        'Canny Control',
      ],
      edges: [['Image Editing', 'Image-to-Image']],
    });
  });
});

describe('an evaluation', () => {
  it('compiles each plan, scores it and measures the time', async () => {
    const evaluation = await evaluatePlanning(readPlanningData(DATA), { planOf, now: ticking() });
    expect(evaluation.scores.overall).toMatchObject({ requests: 2, planned: 1 });
    expect(evaluation.scores.chain.strict).toMatchObject({ node: { f1: 1 }, edge: { f1: 1 } });
    expect(evaluation.scores.single.strict.node.f1).toBe(0);
    expect(evaluation.scores.overall.strict.node.recall).toBeCloseTo(2 / 3);
    expect(evaluation.requests[1]?.problems).toHaveLength(1);
    expect([evaluation.median, evaluation.p95]).toEqual([2, 2]);
  });

  it('is reported with published figures and the warning that they are not comparable', async () => {
    const report = formatPlanningReport(
      await evaluatePlanning(readPlanningData(DATA), { planOf, now: ticking() }),
    );
    expect(report).toContain('  chain             1          1     100.00');
    expect(report).toMatch(/ {2}single +1 +0 +0\.00 +0\.00 +0\.00 +– +0\.00/);
    expect(report).toMatch(/GPT-4 +81\.54 {2}54\.70/);
    expect(report).toContain('another revision of the requests');
    expect(report).toContain('2.00 ms a request (median), 2.00 ms (95th percentile)');
  });
});

describe('a quantile', () => {
  it.each([
    [[], 0.5, 0],
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });
});
