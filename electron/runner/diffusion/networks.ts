// The networks of a model that draws by diffusion, opened from the folders of its pipeline, each in the number
// format that was chosen for it, with what its config.json says.

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DTYPE_SUFFIXES } from '../../../shared/inference.ts';
import { namesIn } from '../../library/cache.ts';
import type { DiffusionPart } from '../../library/diffusion-files.ts';
import { type Graph, openGraph } from '../graphs.ts';
import type { LoadOptions } from '../models.ts';

const sizes = z.array(z.int().positive()).min(1).readonly();
const side = z.int().positive();

/** What is read of them all; what a file leaves out, or says in another form, is undefined. */
const NetworkConfigSchema = z
  .object({
    num_hidden_layers: side.optional().catch(undefined),
    max_position_embeddings: side.optional().catch(undefined),
    sample_size: z
      .union([side, z.tuple([side, side])])
      .optional()
      .catch(undefined),
    block_out_channels: sizes.optional().catch(undefined),
    latent_channels: side.optional().catch(undefined),
    scaling_factor: z.number().positive().optional().catch(undefined),
    shift_factor: z.number().nullish().catch(undefined),
    down_block_types: z.array(z.string()).readonly().optional().catch(undefined),
    attention_head_dim: z.union([side, sizes]).optional().catch(undefined),
  })
  .readonly();
export type NetworkConfig = z.infer<typeof NetworkConfigSchema>;

export interface Network {
  readonly part: DiffusionPart;
  readonly graph: Graph;
  readonly config: NetworkConfig;
}

/** @throws Error that names the part */
export async function openNetwork(
  folder: string,
  part: DiffusionPart,
  options: LoadOptions,
): Promise<Network> {
  const { dtype } = options;
  const format = typeof dtype === 'string' ? dtype : (dtype[`${part}/model`] ?? 'fp32');
  try {
    const path = join(folder, part, `model${DTYPE_SUFFIXES[format]}.onnx`);
    const config = await readNetworkConfig(folder, part);
    return { part, graph: await openGraph(path, options), config };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`its ${part} can't be opened: ${why}`, { cause: error });
  }
}

/** Nothing where an older export has no such file. An autoencoder's may lie where PyTorch's weights do. */
async function readNetworkConfig(folder: string, part: DiffusionPart): Promise<NetworkConfig> {
  const places = part.startsWith('vae') ? [part, 'vae'] : [part];
  for (const place of places) {
    const path = join(folder, place, 'config.json');
    if (await isThere(path)) {
      return NetworkConfigSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    }
  }
  return {};
}

/** Whether a folder of a pipeline has a network; not every pipeline has every folder. */
export async function hasGraphIn(folder: string): Promise<boolean> {
  return (await namesIn(folder)).some((name) => name.endsWith('.onnx'));
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
