// Names of devices as their makers write them; the same in every language.

import type { Device } from '../../shared/inference.ts';

const NAMES: Readonly<Record<Device, string>> = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

export function deviceName(device: Device): string {
  return NAMES[device];
}
