// devices.json in the data folder: what the last probe found, so that a start need not try every device
// again. What was found with other drivers, libraries or a day ago does not count.

import { join } from 'node:path';
import { z } from 'zod';
import { ErrorDetailSchema } from '../../shared/errors.ts';
import { DeviceSchema } from '../../shared/inference.ts';
import type { Probed } from '../runner/devices.ts';
import { readKept } from './kept-file.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'devices.json';
const MAX_AGE_MS = 24 * 60 * 60_000;

const memory = z.object({ total: z.number(), free: z.number() }).optional();
const FoundSchema = z.object({
  key: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  devices: z.array(
    z.discriminatedUnion('works', [
      z.object({
        ...{ device: DeviceSchema, works: z.literal(true), speed: z.number() },
        ...{ name: z.string().optional(), memory },
      }),
      z.object({
        ...{ device: DeviceSchema, works: z.literal(false) },
        ...{ why: z.string(), advice: ErrorDetailSchema },
      }),
    ]),
  ),
});

export interface FoundDevices {
  readonly read: () => readonly Probed[] | undefined;
  /** @throws AppError HOME_UNUSABLE or DISK_FULL */
  readonly write: (devices: readonly Probed[]) => void;
}

/** @param key stands for everything that a probe's answer depends on */
export function foundDevices(home: string, key: string, clock: () => number): FoundDevices {
  return {
    read: () => {
      const found = readKept(join(home, NAME), FoundSchema);
      const isValid = found?.key === key && clock() - found.at < MAX_AGE_MS;
      return isValid ? found.devices : undefined;
    },
    write: (devices) => {
      const content = JSON.stringify({ key, at: clock(), devices });
      replaceFile({ home, name: NAME, what: 'what the devices can do' }, content);
    },
  };
}
