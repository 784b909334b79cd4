import { describe, expect, it } from 'vitest';
import { missingSlots, slotMark } from '../../../renderer/settings/prompt-slots.ts';

describe('missingSlots', () => {
  it('finds those that do not stand in the text', () => {
    const text = `Tasks: ${slotMark('tasks')} and {{ request }}, not {history}`;
    expect(missingSlots(text, ['tasks', 'request', 'history'])).toEqual(['history']);
  });
});
