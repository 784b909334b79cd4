import { describe, expect, it } from 'vitest';
import {
  changesFrom,
  missingSlots,
  NO_DRAFTS,
  withChange,
} from '../../../renderer/graph/rerun-draft.ts';
import { RunChangesSchema } from '../../../shared/contract.ts';
import { literal, output, task, waiting } from './made.ts';

const state = {
  ...waiting(task(3, 'translation', { text: output(1), target_language: literal('German') })),
  assignment: {
    model: { id: 'builtin/a', host: 'builtin', revision: '1', name: 'A' },
    reason: '',
    candidates: [],
  },
  seed: 7,
} as const;

describe('drafts', () => {
  it('hold what differs from the run, in wire form', () => {
    const drafts = withChange(NO_DRAFTS, state, { arguments: { target_language: 'French' } });
    expect(changesFrom(3, drafts)).toEqual({
      from: 3,
      edits: [{ task: 3, arguments: { target_language: 'French' } }],
    });
  });

  it('forget what was put back as it was', () => {
    const changed = withChange(NO_DRAFTS, state, {
      arguments: { text: 'Hello' },
      model: 'builtin/b',
      seed: 8,
    });
    expect(changed.get(3)).toEqual({
      arguments: { text: 'Hello' },
      model: 'builtin/b',
      seed: 8,
    });
    const back = withChange(changed, state, {
      arguments: { text: '<resource>-1' },
      model: 'builtin/a',
      seed: 7,
    });
    expect(back.size).toBe(0);
  });

  it('keep changes of other tasks and slots', () => {
    const one = withChange(NO_DRAFTS, state, { arguments: { text: 'Hello' } });
    const two = withChange(one, state, { model: 'builtin/b' });
    const three = withChange(two, waiting(task(4, 'text-to-speech')), { arguments: { text: 'x' } });
    expect([...three.keys()]).toEqual([3, 4]);
    expect(three.get(3)).toEqual({ arguments: { text: 'Hello' }, model: 'builtin/b' });
  });

  it('make a request that the contract takes, also without a change', () => {
    const drafts = withChange(NO_DRAFTS, state, { seed: 8 });
    expect(RunChangesSchema.parse(changesFrom(3, drafts))).toEqual({
      from: 3,
      edits: [{ task: 3, seed: 8 }],
    });
    expect(RunChangesSchema.parse(changesFrom(3, NO_DRAFTS))).toEqual({ from: 3 });
  });

  it('miss what a task needs and nothing else', () => {
    const emptied = withChange(NO_DRAFTS, state, {
      arguments: { text: ' ', target_language: '' },
    });
    expect(missingSlots(state, emptied.get(3))).toEqual(['text']);
    expect(missingSlots(state, undefined)).toEqual([]);
  });
});
