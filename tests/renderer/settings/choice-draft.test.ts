import { describe, expect, it } from 'vitest';
import { choiceOf, draftOf } from '../../../renderer/settings/choice-draft.ts';

describe('choices as two fields', () => {
  it.each(['rules', 'local:org/name', 'ollama:qwen3:4b', 'my-box:a/b'])(
    'come back as they were: %s',
    (choice) => {
      expect(choiceOf(draftOf(choice))).toBe(choice);
    },
  );

  it('are none for a stage that takes the choice of all', () => {
    expect(draftOf(undefined)).toEqual({ source: '', model: '' });
    expect(choiceOf(draftOf(undefined))).toBeUndefined();
  });

  it('are none until a model is named', () => {
    expect(choiceOf({ source: 'ollama', model: ' ' })).toBeUndefined();
    expect(choiceOf({ source: 'ollama', model: ' qwen3 ' })).toBe('ollama:qwen3');
  });
});
