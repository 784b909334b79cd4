// What model_index.json says of a model that draws by diffusion: which pipeline of diffusers it is for, which
// parts it has, and so what it can do here. Pure; reading the file is the caller's.

import { z } from 'zod';
import { detail, type ErrorDetail } from '../../shared/errors.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { MODEL_INDEX } from './diffusion-files.ts';

/** A part that the pipeline goes without stands as `[null, null]`. */
const PartSchema = z.tuple([z.string().nullable(), z.string().nullable()]);

const IndexFileSchema = z.looseObject({
  _class_name: z.string(),
  /** Aesthetic scores in place of sizes, as SDXL's refiner has them. */
  requires_aesthetics_score: z.boolean().optional().catch(undefined),
  /** Which SDXL takes in place of an empty text. */
  force_zeros_for_empty_prompt: z.boolean().optional().catch(undefined),
  // diffusers writes neither: a model that has a preference may say it where its pipeline keeps options.
  num_inference_steps: z.int().min(1).max(1000).optional().catch(undefined),
  guidance_scale: z.number().min(0).max(50).optional().catch(undefined),
});

/** What stands beside the noisy picture: nothing, the picture to change, or a mask and what is around it. */
export type DiffusionKind = 'plain' | 'instructed' | 'inpainting';

export interface DiffusionIndex {
  readonly className: string;
  readonly family: 'sd' | 'sdxl' | 'lcm';
  readonly kind: DiffusionKind;
  /** Names of the folders that it lists, without those it goes without. */
  readonly parts: readonly string[];
  readonly zerosForEmptyPrompt: boolean;
  readonly steps?: number;
  readonly guidance?: number;
}

const CLASS =
  /^(?:Onnx|ORT)?(StableDiffusionXL|StableDiffusion|LatentConsistencyModel)(Img2Img|InstructPix2Pix|Inpaint)?Pipeline(?:Legacy)?$/;
const FAMILIES = {
  StableDiffusion: 'sd',
  StableDiffusionXL: 'sdxl',
  LatentConsistencyModel: 'lcm',
} as const;
const KINDS: Readonly<Record<string, DiffusionKind>> = {
  InstructPix2Pix: 'instructed',
  Inpaint: 'inpainting',
};

export type ReadIndex =
  | { readonly ok: true; readonly index: DiffusionIndex }
  | { readonly ok: false; readonly fault: ErrorDetail };

export function parseDiffusionIndex(text: string): ReadIndex {
  const json = jsonOrNothing(text);
  if (json === undefined) {
    return { ok: false, fault: detail('export-no-json', { file: MODEL_INDEX }) };
  }
  const parsed = IndexFileSchema.safeParse(json);
  if (!parsed.success) {
    const error = z.prettifyError(parsed.error);
    return { ok: false, fault: detail('export-odd-file', { file: MODEL_INDEX, error }) };
  }
  const { _class_name: className, num_inference_steps: steps, ...file } = parsed.data;
  const [, name = '', variant = ''] = CLASS.exec(className) ?? [];
  const family = Object.entries(FAMILIES).find(([known]) => known === name)?.[1];
  if (family === undefined) {
    return { ok: false, fault: detail('export-pipeline', { pipeline: className }) };
  }
  if (file.requires_aesthetics_score === true) {
    return { ok: false, fault: detail('export-refiner') };
  }
  const { guidance_scale: guidance } = file;
  const index = {
    ...{ className, family, kind: KINDS[variant] ?? 'plain', parts: partsOf(file) },
    zerosForEmptyPrompt: file.force_zeros_for_empty_prompt === true,
    ...(steps !== undefined && { steps }),
    ...(guidance !== undefined && { guidance }),
  };
  return { ok: true, index };
}

function partsOf(file: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(file).flatMap(([name, value]) => {
    const part = PartSchema.safeParse(value);
    return part.success && part.data[1] !== null ? [name] : [];
  });
}

/** A model for instructions has to have the picture; others make one, or change one that they can encode. */
export function diffusionTasks(
  { kind }: Pick<DiffusionIndex, 'kind'>,
  hasEncoder: boolean,
): readonly TaskType[] {
  const changes: readonly TaskType[] = hasEncoder ? ['image-to-image'] : [];
  if (kind === 'plain') {
    return ['text-to-image', ...changes];
  }
  return kind === 'inpainting' && hasEncoder ? ['text-to-image', ...changes] : changes;
}
