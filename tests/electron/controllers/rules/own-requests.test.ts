// The rules on requests of our own, labelled with the tools that a reasonable person would take: floors for
// the whole set, not for single lines, so that a rule may win one request and lose another.

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { rulesController } from '../../../../electron/controllers/rules.ts';
import { evaluatePlanning } from '../../../../electron/evaluation/evaluate-planning.ts';
import { readPlanningData } from '../../../../electron/evaluation/planning-data.ts';
import { TOOL_NAMES } from '../../../../electron/evaluation/tool-names.ts';

import { unheard } from '../../../fakes/controllers.ts';

const rows = readPlanningData(
  await readFile(new URL('./own-requests.jsonl', import.meta.url), 'utf8'),
);
const { scores, requests } = await evaluatePlanning(rows, {
  planOf: (input) => rulesController.plan(input, unheard()),
  now: () => performance.now(),
});

describe('requests of our own', () => {
  it('are many, each its own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(250);
    expect(new Set(rows.map(({ request }) => request)).size).toBe(rows.length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it.each([...TOOL_NAMES])('ask for %s ten times or more', (tool) => {
    expect(rows.filter(({ nodes }) => nodes.includes(tool)).length).toBeGreaterThanOrEqual(10);
  });

  it('find their tasks and the links between them', () => {
    expect(scores.overall.strict.node.f1).toBeGreaterThan(0.9);
    expect(scores.overall.strict.edge.f1).toBeGreaterThan(0.85);
  });

  it('find every kind of task', () => {
    const isFound = (tool: string) =>
      requests.filter(({ row, plan }) => row.nodes.includes(tool) && plan?.nodes.includes(tool));
    const shares = [...TOOL_NAMES].map((tool) => {
      const asked = rows.filter(({ nodes }) => nodes.includes(tool)).length;
      return { tool, share: isFound(tool).length / asked };
    });
    expect(shares.filter(({ share }) => share < 0.8)).toEqual([]);
  });
});
