import { describe, expect, it } from 'vitest';
import { parseModelAddress } from '../../shared/model-address.ts';

describe('what a person typed as a model', () => {
  it.each([
    ['acme/shapes', { id: 'acme/shapes' }],
    ['  acme/shapes-v1.5_q8 ', { id: 'acme/shapes-v1.5_q8' }],
    ['acme/shapes@main', { id: 'acme/shapes', revision: 'main' }],
    ['acme/shapes@refs/pr/1', { id: 'acme/shapes', revision: 'refs/pr/1' }],
    ['https://huggingface.co/acme/shapes', { id: 'acme/shapes' }],
    ['huggingface.co/acme/shapes/', { id: 'acme/shapes' }],
    ['https://hf.co/acme/shapes?library=transformers.js#use', { id: 'acme/shapes' }],
    ['https://huggingface.co/acme/shapes/tree/v2', { id: 'acme/shapes', revision: 'v2' }],
    [
      'https://huggingface.co/acme/shapes/blob/refs%2Fpr%2F1/onnx/model.onnx',
      { id: 'acme/shapes', revision: 'refs/pr/1' },
    ],
    ['https://huggingface.co/acme/shapes/discussions/3', { id: 'acme/shapes' }],
  ])('“%s” is understood', (typed, meant) => {
    expect(parseModelAddress(typed)).toEqual(meant);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['shapes', 'shape'],
    ['acme/shapes/more', 'shape'],
    ['acme/shapes@', 'shape'],
    ['acme/two words', 'shape'],
    ['../shapes', 'shape'],
    ['https://huggingface.co/..%2f/shapes', 'shape'],
    ['https://huggingface.co/acme', 'shape'],
    ['https://huggingface.co/', 'shape'],
    ['https://huggingface.co/acme/shapes/tree/%E0%A4%A', 'shape'],
    ['https://example.org/acme/shapes', 'address'],
    ['https://huggingface.co.example.org/acme/shapes', 'address'],
    ['https://huggingface.co/datasets/acme/shapes', 'other'],
    ['https://huggingface.co/spaces/acme/shapes', 'other'],
  ] as const)('“%s” is refused, and why is said', (typed, fault) => {
    expect(parseModelAddress(typed)).toEqual({ fault });
  });

  it.each([
    ['http://127.0.0.1:8080/acme/shapes/tree/v2?x=1', { id: 'acme/shapes', revision: 'v2' }],
    ['https://huggingface.co/acme/shapes', { id: 'acme/shapes' }],
    ['http://127.0.0.1:8081/acme/shapes', { fault: 'address' }],
    ['http://127.0.0.1:8080.example.org/acme/shapes', { fault: 'shape' }],
    ['acme/shapes@v2', { id: 'acme/shapes', revision: 'v2' }],
  ])('“%s” is understood where a Hub of one’s own is known', (typed, meant) => {
    expect(parseModelAddress(typed, 'http://127.0.0.1:8080')).toEqual(meant);
  });
});
