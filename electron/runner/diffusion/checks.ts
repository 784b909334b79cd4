// Whether the networks of an export fit each other and what is done here, told before anything is drawn.

import { detail, type ErrorDetail } from '../../../shared/errors.ts';
import type { DiffusionKind } from '../../library/diffusion-index.ts';
import { FLOAT_TYPES, NUMBER_TYPES, type Port } from '../graphs.ts';
import type { Autoencoder } from './autoencoder.ts';
import { isResidual, OWN_SCALE, residualsOf, SEEN } from './control.ts';
import type { Network } from './networks.ts';
import { innerStates, type Tower } from './text-encoding.ts';

const NEEDED = ['sample', 'timestep', 'encoder_hidden_states'];
const OF_XL = ['text_embeds', 'time_ids'];
const KNOWN = [...NEEDED, ...OF_XL, 'timestep_cond'];

export interface Opened {
  readonly towers: readonly Tower[];
  readonly unet: Network;
  readonly autoencoder: Autoencoder;
  readonly isXl: boolean;
}

/** Why the model can't be used, or nothing where it can. */
export function faultOf({ towers, unet, autoencoder, isXl }: Opened): ErrorDetail | undefined {
  const { decoder, encoder } = autoencoder;
  return (
    inputFault(unet, isXl) ??
    towers
      .map(({ network }, at) => towerFault(network, isXl && at === towers.length - 1, isXl))
      .find((fault) => fault !== undefined) ??
    widthFault(towers, unet, isXl) ??
    [decoder, ...(encoder === undefined ? [] : [encoder])]
      .map(coderFault)
      .find((fault) => fault !== undefined) ??
    (decoder.config.shift_factor ? detail('export-shift') : kindFault(unet, autoencoder))
  );
}

/** Why a control network can't be used with a U-Net. */
export function controlFault(control: Network, unet: Network): ErrorDetail | undefined {
  const known = [...NEEDED, ...OF_XL, SEEN, OWN_SCALE];
  return (
    nameFault(control, [...NEEDED, SEEN], ({ name }) => known.includes(name)) ??
    statesFault(control, unet) ??
    typesFault(control)
  );
}

function statesFault(control: Network, unet: Network): ErrorDetail | undefined {
  const [taken, given] = [residualsOf(unet.graph.inputs), residualsOf(control.graph.outputs)];
  const states = { states: given.length, taken: taken.length };
  return taken.length === given.length
    ? undefined
    : detail('export-states', { ...states, part: control.part, network: unet.part });
}

/** By the channels that its network takes beside the noisy picture; undefined where they make no sense. */
export function kindOf(unet: Network, { channels }: Autoencoder): DiffusionKind | undefined {
  const taken = portOf(unet, 'sample')?.shape[1];
  const beside = typeof taken === 'number' ? taken - channels : 0;
  const kinds = new Map<number, DiffusionKind>([
    [0, 'plain'],
    [channels, 'instructed'],
    [channels + 1, 'inpainting'],
  ]);
  return kinds.get(beside);
}

export function portOf({ graph }: Network, name: string): Port | undefined {
  return graph.inputs.find((port) => port.name === name);
}

function inputFault(unet: Network, isXl: boolean): ErrorDetail | undefined {
  const needed = [...NEEDED, ...(isXl ? OF_XL : [])];
  const isKnown = (port: Port) =>
    KNOWN.includes(port.name) || (unet.part === 'cnet' && isResidual(port));
  return nameFault(unet, needed, isKnown) ?? typesFault(unet);
}

/** Of the inputs. */
function nameFault(
  { part, graph: { inputs } }: Network,
  needed: readonly string[],
  isKnown: (port: Port) => boolean,
): ErrorDetail | undefined {
  const names = inputs.map(({ name }) => name);
  const lacking = needed.find((name) => !names.includes(name));
  if (lacking !== undefined) {
    return detail('export-no-input', { part, input: lacking, inputs: names.join(', ') });
  }
  const odd = inputs.find((port) => !isKnown(port));
  return odd && detail('export-odd-input', { part, input: odd.name });
}

function typesFault(network: Network): ErrorDetail | undefined {
  const { inputs, outputs } = network.graph;
  return typeFault(network, inputs, NUMBER_TYPES) ?? typeFault(network, outputs, FLOAT_TYPES);
}

function typeFault({ part }: Network, ports: readonly Port[], known: readonly string[]) {
  const odd = ports.find(({ type }) => !known.includes(type));
  return (
    odd &&
    detail('export-odd-type', { part, port: odd.name, type: odd.type, known: known.join(', ') })
  );
}

function towerFault(network: Network, isLast: boolean, isXl: boolean): ErrorDetail | undefined {
  const { part, graph } = network;
  const needed = [
    isXl ? innerStates(network) : 'last_hidden_state',
    ...(isLast ? ['text_embeds'] : []),
  ];
  const names = graph.outputs.map(({ name }) => name);
  const lacking = needed.find((name) => !names.includes(name));
  if (lacking !== undefined) {
    return detail('export-no-state', { part, state: lacking });
  }
  const odd = graph.inputs.find(({ name }) => !['input_ids', 'attention_mask'].includes(name));
  return odd === undefined
    ? typeFault(network, graph.inputs, NUMBER_TYPES)
    : detail('export-odd-input', { part, input: odd.name });
}

/** As far as the exports say how wide they are. */
function widthFault(
  towers: readonly Tower[],
  unet: Network,
  isXl: boolean,
): ErrorDetail | undefined {
  const taken = portOf(unet, 'encoder_hidden_states')?.shape[2];
  const widths = towers.map(({ network }) => {
    const name = isXl ? innerStates(network) : 'last_hidden_state';
    return network.graph.outputs.find((port) => port.name === name)?.shape[2];
  });
  const given = widths.reduce<number>(
    (sum, each) => sum + (typeof each === 'number' ? each : Number.NaN),
    0,
  );
  return typeof taken === 'number' && !Number.isNaN(given) && given !== taken
    ? detail('export-widths', { width: given, part: unet.part, taken })
    : undefined;
}

function coderFault(network: Network): ErrorDetail | undefined {
  const { part, graph } = network;
  return graph.inputs.length === 1
    ? (typeFault(network, graph.inputs, FLOAT_TYPES) ??
        typeFault(network, graph.outputs, FLOAT_TYPES))
    : detail('export-inputs', { part, inputs: graph.inputs.length });
}

function kindFault(unet: Network, autoencoder: Autoencoder): ErrorDetail | undefined {
  const kind = kindOf(unet, autoencoder);
  const { channels, encoder } = autoencoder;
  if (kind === undefined) {
    const taken = portOf(unet, 'sample')?.shape[1] ?? '';
    return detail('export-channels', { part: unet.part, taken, channels });
  }
  return kind !== 'plain' && encoder === undefined ? detail('export-blind') : undefined;
}
