import { describe, expect, it } from 'vitest';
import { selectModels } from '../../../electron/pipeline/select.ts';
import type { Task } from '../../../shared/plan.ts';
import { ALONE } from '../../fakes/execution.ts';
import { sayingExpert } from '../../fakes/experts.ts';

const plan: readonly Task[] = [
  { id: 0, type: 'summarization', dependencies: [], arguments: {} },
  { id: 1, type: 'text-to-image', dependencies: [], arguments: {} },
];
const fresh = { succeeded: 0, failed: 0, medianMs: 0 };
const records = { append: () => {}, outcome: () => {}, statistics: () => fresh };

describe('selectModels', () => {
  it('gives a task the model that is there, and says why', () => {
    const expert = sayingExpert('summarization', '');
    const selection = selectModels(plan, {
      ...ALONE,
      expertsFor: (type) => (type === 'summarization' ? [expert] : []),
      records,
    }).get(0);
    expect(selection).toMatchObject({
      ok: true,
      assignment: {
        model: { id: 'builtin/fake-summarization', host: 'builtin', revision: '1' },
        reason: expect.stringMatching(/^Built in, nothing to download: .*only model here/),
      },
    });
  });

  it('says which kind of model would do what nothing here can', () => {
    const selection = selectModels(plan, { ...ALONE, expertsFor: () => [], records }).get(1);
    expect(selection).toMatchObject({
      ok: false,
      error: {
        code: 'NO_MODEL',
        data: {
          task: 'text-to-image',
          needed: 'a picture-making model, such as Stable Diffusion',
        },
      },
    });
  });

  it('prefers the model that has failed less on this machine', () => {
    const [flaky, steady] = ['flaky', 'steady'].map((id) => {
      const expert = sayingExpert('summarization', '');
      return { ...expert, model: { ...expert.model, id } };
    });
    const selection = selectModels(plan.slice(0, 1), {
      ...ALONE,
      expertsFor: () => [flaky, steady].filter((expert) => expert !== undefined),
      records: {
        ...records,
        statistics: (_, id) =>
          id === 'flaky' ? { succeeded: 1, failed: 3, medianMs: 1 } : { ...fresh, succeeded: 2 },
      },
    }).get(0);
    expect(selection).toMatchObject({ ok: true, assignment: { model: { id: 'steady' } } });
    expect(selection?.ok === true && selection.assignment.candidates.map(({ id }) => id)).toEqual([
      'steady',
      'flaky',
    ]);
  });
});
