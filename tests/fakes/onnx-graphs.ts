// Graphs of a few nodes in ONNX's documented format (onnx.proto3, opset 11), written by hand, for tests that
// need inputs and outputs of a certain name, type and shape.

/** As TensorProto numbers them. */
const TYPES = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10 } as const;
export type GraphType = keyof typeof TYPES;

export interface GraphPort {
  readonly name: string;
  readonly type?: GraphType;
  /** A name where a size is free. */
  readonly shape: readonly (number | string)[];
}

export interface GraphNode {
  readonly op: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Whole numbers, or lists of them. */
  readonly with?: Readonly<Record<string, number | readonly number[]>>;
}

export interface GraphSketch {
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
  readonly nodes: readonly GraphNode[];
  /** Constants, as floats. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Constants, as lists of int64. */
  readonly indices?: Readonly<Record<string, readonly number[]>>;
}

/** What Cast takes as `to`. */
export function typeNumber(type: GraphType): number {
  return TYPES[type];
}

export function onnxGraph(sketch: GraphSketch): Uint8Array {
  const { inputs, outputs, nodes, constants = {}, indices = {} } = sketch;
  const graph = [
    ...nodes.map((node) => field(1, nodeOf(node))),
    field(2, text('sketch')),
    ...Object.entries(constants).map(([name, value]) => field(5, floatTensor(name, value))),
    ...Object.entries(indices).map(([name, values]) => field(5, indexTensor(name, values))),
    ...inputs.map((port) => field(11, portOf(port))),
    ...outputs.map((port) => field(12, portOf(port))),
  ];
  const opset = Buffer.concat([field(1, text('')), whole(2, 11)]);
  return Buffer.concat([whole(1, 6), field(7, Buffer.concat(graph)), field(8, opset)]);
}

function nodeOf({ op, from, to, with: attributes = {} }: GraphNode): Buffer {
  const said = Object.entries(attributes).map(([name, value]) =>
    field(5, attributeOf(name, value)),
  );
  const ends = [...from.map((name) => field(1, text(name))), field(2, text(to))];
  return Buffer.concat([...ends, field(4, text(op)), ...said]);
}

const INT = 2;
const INTS = 7;

function attributeOf(name: string, value: number | readonly number[]): Buffer {
  return typeof value === 'number'
    ? Buffer.concat([field(1, text(name)), whole(3, value), whole(20, INT)])
    : Buffer.concat([
        field(1, text(name)),
        ...value.map((each) => whole(8, each)),
        whole(20, INTS),
      ]);
}

function portOf({ name, type = 'float32', shape }: GraphPort): Buffer {
  const sizes = shape.map((size) =>
    field(1, typeof size === 'number' ? whole(1, size) : field(2, text(size))),
  );
  const tensor = Buffer.concat([whole(1, TYPES[type]), field(2, Buffer.concat(sizes))]);
  return Buffer.concat([field(1, text(name)), field(2, field(1, tensor))]);
}

function floatTensor(name: string, value: number): Buffer {
  const data = Buffer.from(Float32Array.of(value).buffer);
  return Buffer.concat([whole(2, TYPES.float32), field(8, text(name)), field(9, data)]);
}

function indexTensor(name: string, values: readonly number[]): Buffer {
  const data = Buffer.from(BigInt64Array.from(values, BigInt).buffer);
  const about = [whole(1, values.length), whole(2, TYPES.int64), field(8, text(name))];
  return Buffer.concat([...about, field(9, data)]);
}

function text(value: string): Buffer {
  return Buffer.from(value);
}

/** A field of bytes: a text, or a message of its own. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function whole(number: number, value: number): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
