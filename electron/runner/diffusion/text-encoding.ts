// What a description is to the network that draws: hidden states of one text encoder or of two side by side,
// and for SDXL one vector of the whole text besides (Podell et al. 2023, section 2.1).

import type { Graph, Values } from '../graphs.ts';
import type { Network } from './networks.ts';
import type { Tokens, Words } from './words.ts';

export interface Tower {
  readonly network: Network;
  readonly words: Words;
}

export interface EncodedText {
  /** [1, tokens, width] */
  readonly hidden: Values;
  /** [1, width], where the model takes it. */
  readonly pooled?: Values;
  /** The last words that were read, where the text was too long. */
  readonly cutAfter?: string;
}

/** @param isXl takes the states before the last layer, and the vector of the last tower */
export async function encodeText(
  towers: readonly Tower[],
  text: string,
  isXl: boolean,
): Promise<EncodedText> {
  const hidden: Values[] = [];
  let pooled: Values | undefined;
  let cutAfter: string | undefined;
  for (const { network, words } of towers) {
    const tokens = words(text);
    const made = await network.graph.run(feedsOf(tokens));
    hidden.push(taken(network, made, isXl ? innerStates(network) : 'last_hidden_state'));
    pooled = isXl ? made.text_embeds : undefined;
    cutAfter ??= tokens.cutAfter;
  }
  return {
    hidden: sideBySide(hidden),
    ...(pooled !== undefined && { pooled }),
    ...(cutAfter !== undefined && { cutAfter }),
  };
}

/** Zeros in the form of a text's. */
export function emptied({ hidden, pooled }: EncodedText): EncodedText {
  const zeros = ({ data, shape }: Values) => ({ data: new Float32Array(data.length), shape });
  return { hidden: zeros(hidden), ...(pooled && { pooled: zeros(pooled) }) };
}

function feedsOf({ ids, count }: Tokens) {
  const shape = [1, ids.length];
  const mask = ids.map((_, index) => (index < count ? 1 : 0));
  return { input_ids: { data: ids, shape }, attention_mask: { data: mask, shape } };
}

/** The output before the last: state 0 is what goes into the first layer. */
export function innerStates({ graph, config }: Network): string {
  const last = Math.max(-1, ...graph.outputs.map(({ name }) => stateOf(name)));
  return `hidden_states.${(config.num_hidden_layers ?? last) - 1}`;
}

function stateOf(name: string): number {
  return Number(/^hidden_states\.(\d+)$/.exec(name)?.[1] ?? -1);
}

function taken({ part }: Network, made: Awaited<ReturnType<Graph['run']>>, name: string): Values {
  const values = made[name];
  if (values === undefined) {
    throw new Error(`the ${part} gave no ${name}`); // checked when a model is opened
  }
  return values;
}

/** [1, n, a] and [1, n, b] → [1, n, a + b] */
function sideBySide(states: readonly Values[]): Values {
  const [first] = states;
  if (first === undefined || states.length === 1) {
    return first ?? { data: new Float32Array(0), shape: [1, 0, 0] };
  }
  const [batch = 1, tokens = 0] = first.shape;
  const widths = states.map(({ shape }) => shape.at(-1) ?? 0);
  const width = widths.reduce((sum, each) => sum + each, 0);
  const data = new Float32Array(batch * tokens * width);
  let at = 0;
  for (let token = 0; token < batch * tokens; token += 1) {
    for (const [index, { data: from }] of states.entries()) {
      const size = widths[index] ?? 0;
      data.set(from.subarray(token * size, (token + 1) * size), at);
      at += size;
    }
  }
  return { data, shape: [batch, tokens, width] };
}
