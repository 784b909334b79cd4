import { describe, expect, it } from 'vitest';
import { modelName, sumsOf } from '../../../renderer/chat/call-sums.ts';
import type { ModelCall } from '../../../shared/controllers.ts';

const call = (given: Partial<ModelCall> = {}): ModelCall => ({
  stage: 'plan',
  model: 'openai:gpt-4o-mini',
  promptTokens: 100,
  completionTokens: 10,
  isEstimated: false,
  durationMs: 5,
  ...given,
});

describe('sumsOf', () => {
  it('adds up the tokens and names each model once, without its connection', () => {
    const sums = sumsOf([call(), call({ stage: 'answer' }), call({ model: 'ollama:qwen3:4b' })]);
    expect(sums).toEqual({
      count: 3,
      models: ['gpt-4o-mini', 'qwen3:4b'],
      input: 300,
      output: 30,
      isEstimated: false,
      cost: undefined,
      isCostWhole: false,
    });
  });

  it('is an estimate as soon as one of them is', () => {
    expect(sumsOf([call(), call({ isEstimated: true })]).isEstimated).toBe(true);
  });

  it('tells what is known of the cost, and whether that is all of it', () => {
    expect(sumsOf([call({ cost: 0.5 }), call({ cost: 0.25 })])).toMatchObject({
      cost: 0.75,
      isCostWhole: true,
    });
    expect(sumsOf([call({ cost: 0 }), call()])).toMatchObject({ cost: 0, isCostWhole: false });
  });
});

describe('modelName', () => {
  it('keeps colons that belong to the model, and names that are no choice', () => {
    expect(modelName('ollama:qwen3:4b')).toBe('qwen3:4b');
    expect(modelName('local:onnx-community/Qwen3')).toBe('onnx-community/Qwen3');
    expect(modelName('fixed')).toBe('fixed');
  });
});
