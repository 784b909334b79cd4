// The names that diffusers gives its schedulers, what stands here for each, and what a file of each means by
// an option that it leaves out.

import type { SchedulerName } from '../../../../shared/drawing.ts';

export type Spacing = 'leading' | 'trailing' | 'linspace';

export interface SchedulerClass {
  readonly name: SchedulerName;
  readonly spacing: Spacing;
  readonly clips: boolean;
  /** Whether the last step of those that tell by `set_alpha_to_one` leaves no noise. */
  readonly endsClean: boolean;
}

const ENDS_CLEAN = { clips: false, endsClean: true } as const;

/** Solvers of the same differential equation as DPM-Solver++, to whose picture they converge too. */
const ANY_SOLVER = { name: 'dpm-solver-2m', spacing: 'linspace', ...ENDS_CLEAN } as const;

const CLASSES: Readonly<Record<string, SchedulerClass>> = {
  DDIMScheduler: { name: 'ddim', spacing: 'leading', clips: true, endsClean: true },
  DDIMParallelScheduler: { name: 'ddim', spacing: 'leading', clips: true, endsClean: true },
  EulerDiscreteScheduler: { name: 'euler', spacing: 'linspace', ...ENDS_CLEAN },
  EulerAncestralDiscreteScheduler: {
    name: 'euler-ancestral',
    spacing: 'linspace',
    ...ENDS_CLEAN,
  },
  // The same step as Euler ancestral's, written in another scale of the sample (DDIM with η = 1).
  DDPMScheduler: { name: 'euler-ancestral', spacing: 'leading', clips: true, endsClean: true },
  DPMSolverMultistepScheduler: ANY_SOLVER,
  LCMScheduler: { name: 'lcm', spacing: 'leading', ...ENDS_CLEAN },
  UniPCMultistepScheduler: { name: 'unipc', spacing: 'linspace', ...ENDS_CLEAN },
  PNDMScheduler: { ...ANY_SOLVER, spacing: 'leading', endsClean: false },
  LMSDiscreteScheduler: ANY_SOLVER,
  HeunDiscreteScheduler: ANY_SOLVER,
  DEISMultistepScheduler: ANY_SOLVER,
  DPMSolverSinglestepScheduler: ANY_SOLVER,
  KDPM2DiscreteScheduler: ANY_SOLVER,
  KDPM2AncestralDiscreteScheduler: {
    name: 'euler-ancestral',
    spacing: 'linspace',
    ...ENDS_CLEAN,
  },
};

export const SCHEDULER_CLASS_NAMES: readonly string[] = Object.keys(CLASSES);

export function schedulerClass(name: string): SchedulerClass | undefined {
  return Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
}
