// The control networks of one model, each opened when a drawing first asks for it: a folder may have seven, and
// a drawing rarely takes more than one.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { detail, type ErrorDetail } from '../../../shared/errors.ts';
import {
  CONTROL_PARTS,
  type ControlKind,
  type ControlPart,
  controlKind,
} from '../../library/diffusion-controls.ts';
import type { LoadOptions } from '../models.ts';
import { controlFault } from './checks.ts';
import { hasGraphIn, isThere, type Network, openNetwork } from './networks.ts';
import { type OpenedOnce, openedOnce } from './opened-once.ts';

/** @throws AppError MODEL_UNUSABLE where the folder has none of that kind, or it does not fit the U-Net */
export type Controls = OpenedOnce<ControlKind, Network>;

export interface ControlledModel {
  readonly unet: Network;
  readonly options: LoadOptions;
  readonly unusable: (why: ErrorDetail) => Error;
}

export function controlsIn(folder: string, model: ControlledModel): Controls {
  return openedOnce(
    (kind) => openControl(folder, kind, model),
    ({ graph }) => graph.dispose(),
  );
}

async function openControl(
  folder: string,
  kind: ControlKind,
  { unet, options, unusable }: ControlledModel,
): Promise<Network> {
  const part = await partOf(folder, kind);
  if (part === undefined) {
    throw unusable(detail('export-no-control', { control: kind }));
  }
  const network = await openNetwork(folder, part, options);
  const fault = controlFault(network, unet);
  if (fault !== undefined) {
    await network.graph.dispose();
    throw unusable(fault);
  }
  return network;
}

async function partOf(folder: string, kind: ControlKind): Promise<ControlPart | undefined> {
  for (const part of CONTROL_PARTS) {
    const path = join(folder, part, 'config.json');
    const config = (await isThere(path)) ? await readFile(path, 'utf8') : undefined;
    if (controlKind(part, config) === kind && (await hasGraphIn(join(folder, part)))) {
      return part;
    }
  }
  return undefined;
}
