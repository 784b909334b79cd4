// Which devices there can be on a platform, and which one is best by what their probes found. Pure; the
// probing itself is in probe.ts.

import type { ErrorDetail } from '../../shared/errors.ts';
import type { Device } from '../../shared/inference.ts';

/** What a try of one device found. Memory in bytes. */
export type Probed =
  | {
      readonly device: Device;
      readonly works: true;
      /** Multiplications and additions in a second, of the probe's model. */
      readonly speed: number;
      /** What it is called, where that could be found out. */
      readonly name?: string;
      readonly memory?: DeviceMemory;
    }
  | {
      readonly device: Device;
      readonly works: false;
      /** Why, and what can be done, in words. */
      readonly why: string;
      readonly advice: ErrorDetail;
    };

export interface DeviceMemory {
  readonly total: number;
  readonly free: number;
}

/** What onnxruntime-node 1.30 has for a platform, or can have: CUDA's libraries are fetched apart. */
export function devicesOf(platform: NodeJS.Platform, architecture: string): readonly Device[] {
  if (platform === 'win32') {
    return ['dml', 'webgpu', 'cpu'];
  }
  if (platform === 'darwin') {
    return ['coreml', 'webgpu', 'cpu'];
  }
  return platform === 'linux' && architecture === 'x64' ? ['cuda', 'webgpu', 'cpu'] : ['cpu'];
}

/**
 * The preferred device where it works, else the fastest by measure: a software adapter calls itself a
 * GPU and is slower than the CPU that it runs on.
 */
export function chooseDevice(
  probed: readonly Probed[],
  { preferred }: { readonly preferred?: Device | undefined } = {},
): Device {
  const working = probed.filter((device) => device.works).toSorted((a, b) => b.speed - a.speed);
  const wanted = working.find(({ device }) => device === preferred);
  return (wanted ?? working[0])?.device ?? 'cpu';
}
