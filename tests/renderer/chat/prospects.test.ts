import { describe, expect, it } from 'vitest';
import { prospectsOf } from '../../../renderer/chat/prospects.ts';
import type { Candidate } from '../../../shared/models.ts';
import type { Task } from '../../../shared/plan.ts';
import { asked, DETECTION } from './asking-runs.ts';

function assigned(task: number, candidates: readonly Candidate[]) {
  const model = { id: 'acme/detr', host: 'onnx', revision: '1', name: 'DETR' } as const;
  return { type: 'assigned', task, assignment: { model, reason: 'Best.', candidates } } as const;
}

const here: Candidate = { id: 'acme/detr', host: 'onnx', score: 1, reason: 'It is here.' };
const distant: Candidate = { ...here, fetch: { bytes: 89_000_000, fit: 'tight' } };
const AFTER: Task = {
  ...{ id: 1, type: 'image-to-image', dependencies: [0] },
  arguments: { image: { from: 'task', task: 0, kind: 'image' } },
};
const LAST: Task = { ...AFTER, id: 2, dependencies: [1] };

describe('prospectsOf', () => {
  it('finds nothing to say of a task whose model is here', () => {
    const { tasks } = asked([DETECTION], assigned(0, [here]));
    expect(prospectsOf(tasks).get(0)).toEqual({ kind: 'possible' });
  });

  it('tells what the chosen model would take, and not what another one would', () => {
    const { tasks } = asked([DETECTION], assigned(0, [distant]));
    expect(prospectsOf(tasks).get(0)).toEqual({ kind: 'download', fetch: distant.fetch });
    const other = { ...distant, id: 'acme/other' };
    const chosenHere = asked([DETECTION], assigned(0, [here, other]));
    expect(prospectsOf(chosenHere.tasks).get(0)).toEqual({ kind: 'possible' });
  });

  it('tells what nothing can do, and all that is left out with it', () => {
    const { tasks } = asked([DETECTION, AFTER, LAST], assigned(1, [here]), assigned(2, [distant]));
    const prospects = prospectsOf(tasks);
    expect(prospects.get(0)).toEqual({ kind: 'impossible' });
    expect(prospects.get(1)).toEqual({ kind: 'cut-off', because: tasks[0] });
    expect(prospects.get(2)).toEqual({ kind: 'cut-off', because: tasks[0] });
  });
});
