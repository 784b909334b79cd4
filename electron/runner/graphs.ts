// Graphs that are run as they are, for models that Transformers.js has no class for: sessions of the very
// ONNX Runtime that it uses, with numbers converted to and from the types that a graph declares.

import { existsSync } from 'node:fs';
import { type GraphSession, type GraphTensor, onnxRuntime } from './inference.ts';
import type { LoadOptions } from './models.ts';

export interface Values {
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/** Numbers of any kind on their way in. */
export interface Feed {
  readonly data: Float32Array | readonly number[];
  readonly shape: readonly number[];
}

export interface Port {
  readonly name: string;
  /** `float32`, `int64`, … */
  readonly type: string;
  /** A name where a size is free. */
  readonly shape: readonly (number | string)[];
}

export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** @throws Error of ONNX Runtime where a feed lacks or does not fit */
  readonly run: (
    feeds: Readonly<Record<string, Feed>>,
  ) => Promise<Readonly<Record<string, Values>>>;
  readonly dispose: () => Promise<void>;
}

/** Number types that an input may have. */
export const FLOAT_TYPES: readonly string[] = ['float32', 'float16', 'float64'];
export const NUMBER_TYPES: readonly string[] = [...FLOAT_TYPES, 'int64', 'int32'];

export type GraphOptions = Pick<LoadOptions, 'device' | 'session_options'>;

/** @throws Error of ONNX Runtime where the file is no graph, or can't be run on the device */
export async function openGraph(
  path: string,
  { device, session_options }: GraphOptions,
): Promise<Graph> {
  const { InferenceSession, Tensor } = onnxRuntime();
  if (!existsSync(path)) {
    throw new Error(`the file ${path.split(/[/\\]/).slice(-2).join('/')} is missing`);
  }
  const session = await InferenceSession.create(path, {
    logSeverityLevel: 3,
    ...session_options,
    executionProviders: [device],
  });
  const inputs = session.inputMetadata.map(toPort);
  const outputs = session.outputMetadata.map(toPort);
  const toTensor = ({ name, type }: Port, { data, shape }: Feed) => {
    const make = MAKERS[type];
    if (make === undefined) {
      throw new Error(`the input ${name} takes ${type}`); // checked when a model is opened
    }
    const numbers = make(data);
    // The maker is that of the type, which the union of Tensor's constructors can't say.
    const tensor = new Tensor(type as 'float32', numbers as Float32Array, shape);
    if (numbers instanceof Float16Array) {
      // The native side of onnxruntime-node 1.30 takes a Float16Array for an empty one, and reads the bits.
      Reflect.set(tensor, 'cpuData', new Uint16Array(numbers.buffer));
    }
    return tensor;
  };
  return {
    inputs,
    outputs,
    run: async (feeds) => {
      const tensors = inputs.flatMap((port) => {
        const feed = feeds[port.name];
        return feed === undefined ? [] : [[port.name, toTensor(port, feed)] as const];
      });
      const made = await session.run(Object.fromEntries(tensors));
      return Object.fromEntries(
        Object.entries(made).map(([name, tensor]) => [name, taken(tensor)]),
      );
    },
    dispose: () => session.release(),
  };
}

type Numbers = Feed['data'];

const MAKERS: Readonly<Record<string, (data: Numbers) => unknown>> = {
  float32: (data) => (data instanceof Float32Array ? data : Float32Array.from(data)),
  float16: (data) => Float16Array.from(data),
  float64: (data) => Float64Array.from(data),
  int32: (data) => Int32Array.from(data, Math.round),
  int64: (data) => BigInt64Array.from(data, (value: number) => BigInt(Math.round(value))),
};

function toPort(about: GraphSession['inputMetadata'][number]): Port {
  return about.isTensor
    ? { name: about.name, type: about.type, shape: about.shape }
    : { name: about.name, type: 'no tensor', shape: [] };
}

function taken({ data, dims }: GraphTensor): Values {
  if (!ArrayBuffer.isView(data)) {
    throw new Error('a graph gave texts where numbers were expected');
  }
  const numbers = data instanceof Float32Array ? new Float32Array(data) : widened(data);
  return { data: numbers, shape: dims };
}

function widened(data: Exclude<GraphTensor['data'], string[]>): Float32Array<ArrayBuffer> {
  // Where ONNX Runtime knows no Float16Array it hands over the bits.
  const numbers =
    data instanceof Uint16Array
      ? new Float16Array(data.buffer, data.byteOffset, data.length)
      : data;
  return Float32Array.from(numbers as ArrayLike<number | bigint>, Number); // of any type
}
