import { expect, test } from 'vitest';
import { chooseDtype, nextSetting } from '../../../electron/runner/dtypes.ts';
import {
  type Attempted,
  isOutOfMemory,
  shortWords,
  toLoadFailure,
  toTaskFailure,
} from '../../../electron/runner/failures.ts';
import { modelsToUnload, type WarmModel } from '../../../electron/runner/warm-models.ts';
import { AppError } from '../../../shared/errors.ts';

const BYTES = { fp32: 4000, fp16: 2000, q8: 1000, q4: 700, q4f16: 600 };

test('a GPU gets half precision, the CPU 8 bits', () => {
  expect(chooseDtype({ bytes: BYTES, device: 'webgpu' })).toEqual({ dtype: 'fp16', fits: true });
  expect(chooseDtype({ bytes: BYTES, device: 'cpu' })).toEqual({ dtype: 'q8', fits: true });
  const plain = { bytes: { fp32: 4000 }, device: 'cpu' } as const;
  expect(chooseDtype(plain)).toEqual({ dtype: 'fp32', fits: true });
});

test('what does not fit gives way to what does, and at last to the smallest', () => {
  const wish = { bytes: BYTES, device: 'cuda' } as const;
  expect(chooseDtype({ ...wish, free: 2000 })).toEqual({ dtype: 'q4f16', fits: true });
  expect(chooseDtype({ ...wish, free: 100 })).toEqual({ dtype: 'q4f16', fits: false });
  expect(chooseDtype({ ...wish, bytes: {} })).toBeUndefined();
});

test('what the person chose is taken where the model has it', () => {
  const wish = { bytes: BYTES, device: 'cpu', preferred: 'fp32' } as const;
  expect(chooseDtype({ ...wish, free: 100 })).toEqual({ dtype: 'fp32', fits: false });
  expect(chooseDtype({ ...wish, preferred: 'bnb4' })).toMatchObject({ dtype: 'q8' });
});

test('after a failure comes the next smaller format, then the CPU, then nothing', () => {
  const failed = { bytes: BYTES, free: 1e9, isProcessWorn: false } as const;
  expect(nextSetting({ ...failed, device: 'cuda', dtype: 'fp16' })).toEqual({
    ...{ device: 'cuda', dtype: 'q8' },
  });
  expect(nextSetting({ ...failed, device: 'cuda', dtype: 'q4f16' })).toEqual({
    ...{ device: 'cpu', dtype: 'q8' },
  });
  const alone = { ...failed, bytes: { fp32: 4000 }, device: 'cpu', dtype: 'fp32' } as const;
  expect(nextSetting(alone)).toBeUndefined();
  expect(nextSetting({ ...alone, isProcessWorn: true })).toEqual({ device: 'cpu', dtype: 'fp32' });
});

test('nothing is tried that does not fit', () => {
  const failed = { bytes: BYTES, free: 100, isProcessWorn: true } as const;
  expect(nextSetting({ ...failed, device: 'cpu', dtype: 'fp32' })).toBeUndefined();
  expect(nextSetting({ ...failed, device: 'cuda', dtype: 'q4f16' })).toBeUndefined();
});

test('on the CPU a step down goes as far as it must to fit', () => {
  const failed = { bytes: BYTES, free: 1200, isProcessWorn: false } as const;
  expect(nextSetting({ ...failed, device: 'cpu', dtype: 'fp32' })).toEqual({
    ...{ device: 'cpu', dtype: 'q4' },
  });
});

test('room is made on the device that needs it, cheapest to reload first', () => {
  const model = (folder: string, bytes: number, loadMs: number): WarmModel => ({
    ...{ folder, bytes, loadMs, device: 'cpu', isWanted: false },
  });
  const models: readonly WarmModel[] = [
    model('slow', 100, 1000),
    model('quick', 100, 10),
    { ...model('wanted', 500, 1), isWanted: true },
    { ...model('elsewhere', 500, 1), device: 'webgpu' },
  ];
  const gone = (needed: number, budget: number) =>
    modelsToUnload({ models, device: 'cpu', needed, budget }).map(({ folder }) => folder);
  expect(gone(100, 800)).toEqual([]);
  expect(gone(100, 700)).toEqual(['quick']);
  expect(gone(100, 0)).toEqual(['quick', 'slow']);
});

const ATTEMPTED: Attempted = {
  ...{ task: 'fill-mask', model: { name: 'M' } },
  ...{ device: 'cuda', dtype: 'fp16' },
};

test.each([
  'std::bad_alloc',
  'Failed to allocate memory for requested buffer of size 123',
  'CUDA out of memory',
  'Array buffer allocation failed',
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
])('“%s” means that there was no memory', (words) => {
  expect(isOutOfMemory(words)).toBe(true);
  expect(toLoadFailure(new Error(words), ATTEMPTED).code).toBe('OUT_OF_MEMORY');
  expect(toTaskFailure(new Error(words), ATTEMPTED).code).toBe('OUT_OF_MEMORY');
});

test('other words are a failure of the model or of the task, and known failures stay as they are', () => {
  const error = new Error('The shapes do not fit.');
  expect(toLoadFailure(error, ATTEMPTED).code).toBe('MODEL_UNUSABLE');
  expect(toTaskFailure(error, ATTEMPTED).code).toBe('EXPERT_FAILED');
  const known = AppError.of('INPUT_INVALID', { task: 'fill-mask', why: 'no mask' });
  expect(toTaskFailure(known, ATTEMPTED)).toBe(known);
});

test('the places in the library’s sources are left out of its words', () => {
  const words =
    '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n';
  expect(shortWords(new Error(words))).toBe(
    'adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters',
  );
});
