// A scheduler by its configuration.

import type { SchedulerName } from '../../../../shared/drawing.ts';
import type { SchedulerConfig } from './config.ts';
import { createDdim } from './ddim.ts';
import { createDpmSolver } from './dpm-solver.ts';
import { createEuler, createEulerAncestral } from './euler.ts';
import { createLcm } from './lcm.ts';
import type { Scheduler } from './scheduler.ts';
import { createUnipc } from './unipc.ts';

const MAKERS: Readonly<Record<SchedulerName, (config: SchedulerConfig) => Scheduler>> = {
  ddim: createDdim,
  euler: createEuler,
  'euler-ancestral': createEulerAncestral,
  'dpm-solver-2m': createDpmSolver,
  lcm: createLcm,
  unipc: createUnipc,
};

export function createScheduler(config: SchedulerConfig): Scheduler {
  return MAKERS[config.name](config);
}
