import { describe, expect, it } from 'vitest';
import type { Expert } from '../../../electron/experts/expert.ts';
import { isOpen } from '../../../electron/pipeline/choose.ts';
import { canBeBetter, selectModels } from '../../../electron/pipeline/select.ts';
import type { Task } from '../../../shared/plan.ts';
import type { Obstacle } from '../../../shared/ranking.ts';
import { ALONE } from '../../fakes/execution.ts';
import { sayingExpert } from '../../fakes/experts.ts';

const task: Task = { id: 0, type: 'summarization', dependencies: [], arguments: {} };
const fresh = { succeeded: 0, failed: 0, medianMs: 0 };
const records = { append: () => {}, outcome: () => {}, statistics: () => fresh };

function expert(id: string, obstacle?: Obstacle): Expert {
  const one = sayingExpert('summarization', '');
  const facts = { facts: () => (obstacle === undefined ? {} : { obstacle }) };
  return { ...one, model: { ...one.model, id }, ...facts };
}

function select(pinned: string | undefined, experts: readonly Expert[], asked: Task = task) {
  const pinnedModels = pinned === undefined ? {} : { summarization: pinned };
  const deps = {
    ...{ ...ALONE, records, expertsFor: () => experts },
    ranking: { ...ALONE.ranking, pinnedModels },
  };
  const selection = selectModels([asked], deps).get(0);
  if (selection?.ok !== true) {
    throw new Error('Nothing was selected.');
  }
  return selection;
}

const ids = ({ experts }: ReturnType<typeof select>) => experts.map(({ model }) => model.id);

describe('a pinned model', () => {
  it('is taken before those that the ranking prefers, which follow where it fails', () => {
    const all = [expert('a'), expert('b'), expert('c')];
    expect(ids(select(undefined, all))).toEqual(['a', 'b', 'c']);
    const selection = select('c', all);
    expect(ids(selection)).toEqual(['c', 'a', 'b']);
    expect(selection.assignment.reason).toMatch(/^Pinned by you\. /);
    expect(selection.assignment.reasons?.[0]).toEqual({ code: 'pinned' });
    expect(selection.assignment.candidates.map(({ isPinned }) => isPinned)).toEqual([
      ...[true, undefined, undefined],
    ]);
  });

  it('that can’t run is passed over, and the reason of the next one says why', () => {
    const memory: Obstacle = { code: 'memory', neededBytes: 3e9, freeBytes: 1e9 };
    const { assignment } = select('b', [expert('a'), expert('b', memory)]);
    expect(assignment).toMatchObject({
      model: { id: 'a' },
      reason: expect.stringContaining(
        "You pinned b, which can't do it now: it needs 3.0 GB of memory, and 1.0 GB are free.",
      ),
      reasons: expect.arrayContaining([{ code: 'pin-impossible', model: 'b', obstacle: memory }]),
    });
  });

  it('that is not here is passed over, and the reason says so', () => {
    expect(select('gone', [expert('a')]).assignment.reason).toContain(
      "You pinned gone, which can't do it now: it is not on this machine.",
    );
  });

  it('gives way to the model that the task names', () => {
    const { assignment } = select('b', [expert('a'), expert('b')], { ...task, model: 'a' });
    expect(assignment.model.id).toBe('a');
    expect(assignment.reason).not.toContain('pinned');
  });

  it('leaves nothing to choose for the controller, and nothing to ask of the Hub', () => {
    const all = [expert('a'), expert('b')];
    const hub = { mode: 'remote' as const, canLookFurther: () => true };
    expect(isOpen(task, select(undefined, all))).toBe(true);
    expect(canBeBetter(task, select(undefined, all), hub)).toBe(true);
    expect(isOpen(task, select('b', all))).toBe(false);
    expect(canBeBetter(task, select('b', all), hub)).toBe(false);
    expect(isOpen(task, select('gone', all))).toBe(true);
  });
});
