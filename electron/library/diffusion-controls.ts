// Control networks beside a model that draws (Zhang et al. 2023): each holds a picture to one thing of another.
// They lie in `controlnet/` or, several of them, in `controlnet_canny/` and so on, and need `cnet/`, the U-Net
// exported with inputs for what they say. Pure; reading the files is the caller's.

import { z } from 'zod';
import type { TaskType } from '../../shared/tasks.ts';

/** What a control network keeps of a picture; the task types are called after it. */
export const CONTROL_KINDS = [
  ...(['canny', 'depth', 'hed', 'mlsd', 'normal', 'openpose', 'seg'] as const),
] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];
export type ControlTask = `${ControlKind}-text-to-image`;

export const CONTROL_PARTS = [
  'controlnet',
  ...(['controlnet_canny', 'controlnet_depth', 'controlnet_hed', 'controlnet_mlsd'] as const),
  ...(['controlnet_normal', 'controlnet_openpose', 'controlnet_seg'] as const),
] as const satisfies readonly ('controlnet' | `controlnet_${ControlKind}`)[];
export type ControlPart = (typeof CONTROL_PARTS)[number];

/** Names that published control models give to the same thing. */
const ALIASES: Readonly<Record<string, ControlKind>> = { softedge: 'hed', pose: 'openpose' };

/** diffusers writes there which model it was loaded from. */
const ConfigSchema = z.looseObject({ _name_or_path: z.string() });

export function controlTask(kind: ControlKind): ControlTask {
  return `${kind}-text-to-image`;
}

export function isControlTask(task: TaskType): task is ControlTask {
  return CONTROL_KINDS.some((kind) => controlTask(kind) === task);
}

/** By the folder's name, else by the one that its config.json gives; undefined where neither says it. */
export function controlKind(
  part: ControlPart,
  config: string | undefined,
): ControlKind | undefined {
  const names = [part, config === undefined ? '' : nameIn(config)];
  return names.map(kindIn).find((kind) => kind !== undefined);
}

function kindIn(name: string): ControlKind | undefined {
  const words = name.toLowerCase();
  const alias = Object.keys(ALIASES).find((each) => words.includes(each));
  return CONTROL_KINDS.find((kind) => words.includes(kind)) ?? ALIASES[alias ?? ''];
}

function nameIn(config: string): string {
  try {
    return ConfigSchema.safeParse(JSON.parse(config)).data?._name_or_path ?? '';
  } catch (error) {
    if (error instanceof SyntaxError) {
      return ''; // as one that does not say it
    }
    throw error;
  }
}
