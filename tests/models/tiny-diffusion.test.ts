import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGraph } from '../../electron/runner/graphs.ts';
import { tinyModel } from '../fakes/onnx.ts';
import { isRight, look, type Seen } from '../fakes/tiny-judges.ts';
import { drawHeldOut } from './held-out.ts';

const FOLDER = tinyModel('diffusion');

async function namesOf(part: string) {
  const path = join(FOLDER, part, 'model.onnx');
  const graph = await openGraph(path, { device: 'cpu', session_options: {} });
  const names = [graph.inputs, graph.outputs].map((ports) => ports.map(({ name }) => name));
  await graph.dispose();
  return names;
}

function inWords({ shapes, named }: Seen): string {
  const found = shapes.map(({ label, colour }) => `${colour} ${label}`);
  return `${found.join(', ') || 'nothing'}; ${named}`;
}

describe('the tiny diffusion model', () => {
  it('fits in 10 MB with all its parts', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
    const bytes = files.map((file) => statSync(join(FOLDER, file)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_000_000);
  });

  it('names the inputs and outputs of its parts as exporters do', async () => {
    const down = [0, 1, 2, 3, 4].map((index) => `down_block_${index}`);
    const latents = ['sample', 'timestep', 'encoder_hidden_states'];
    const [middle, seen] = ['mid_block_additional_residual', 'controlnet_cond'];
    const wanted = {
      text_encoder: [['input_ids'], ['last_hidden_state', 'pooler_output']],
      unet: [latents, ['out_sample']],
      cnet: [[...latents, ...down, middle], ['out_sample']],
      controlnet: [
        [...latents, seen],
        [...down, 'mid_block_res_sample'],
      ],
      vae_encoder: [['sample'], ['latent_parameters']],
      vae_decoder: [['latent_sample'], ['sample']],
    };
    for (const [part, names] of Object.entries(wanted)) {
      expect(await namesOf(part), part).toEqual(names);
    }
  });

  it('draws what it was never taught together so that it is recognised 90 times of 100', {
    timeout: 300_000,
  }, async () => {
    const missed: string[] = [];
    for await (const { wish, seed, picture } of drawHeldOut(100)) {
      const seen = await look(picture);
      if (!isRight(seen, wish)) {
        missed.push(`${seed}: ${wish.text}: ${inWords(seen)}`);
      }
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(10);
  });
});
