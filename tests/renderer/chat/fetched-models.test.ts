import { describe, expect, it } from 'vitest';
import { fetchedModels } from '../../../renderer/chat/fetched-models.ts';
import { asked, DETECTION, fetching, SECOND } from './asking-runs.ts';

describe('fetchedModels', () => {
  it('tells a model once, though several tasks wait for it, as far as it is', () => {
    const run = asked([DETECTION, SECOND], fetching(0, 5), fetching(0, 9), fetching(1, 7));
    expect(fetchedModels(run)).toMatchObject([{ model: 'DETR', doneBytes: 9 }]);
  });

  it('takes what knows the size for further than what does not', () => {
    const begun = fetching(1, 0, { totalBytes: 0 });
    const run = asked([DETECTION, SECOND], begun, fetching(0, 0));
    expect(fetchedModels(run)).toMatchObject([{ totalBytes: 168_000_000 }]);
  });

  it('tells two models apart', () => {
    const run = asked([DETECTION, SECOND], fetching(0, 5), fetching(1, 7, { model: 'YOLOS' }));
    expect(fetchedModels(run).map(({ model }) => model)).toEqual(['DETR', 'YOLOS']);
  });

  it('tells nothing once the task has begun, or its run broke off', () => {
    const started = { type: 'task-started', task: 0, attempt: 1 } as const;
    expect(fetchedModels(asked([DETECTION], fetching(0, 5), started))).toEqual([]);
    expect(fetchedModels(asked([DETECTION], fetching(0, 5), { type: 'interrupted' }))).toEqual([]);
  });
});
