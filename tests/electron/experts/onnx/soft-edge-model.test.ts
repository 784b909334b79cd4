import { describe, expect, it } from 'vitest';
import {
  type SoftEdgeModel,
  softEdgesOf,
} from '../../../../electron/experts/onnx/soft-edge-model.ts';
import { RawImage, Tensor } from '../../../../electron/runner/inference.ts';

/** A model that keeps what it is shown, and sees an edge nowhere and everywhere: logits of 0. */
function keeping(size: SoftEdgeModel['size']) {
  const shown: Tensor[] = [];
  const model: SoftEdgeModel = {
    size,
    run: async (input) => {
      shown.push(input);
      const [, , height = 0, width = 0] = input.dims;
      return new Tensor('float32', new Float32Array(width * height), [1, 1, height, width]);
    },
    dispose: async () => {},
  };
  return { model, shown };
}

function evenPicture(width: number, height: number): RawImage {
  const pixels = Uint8ClampedArray.from({ length: width * height * 3 }, (_, at) => 10 + (at % 3));
  return new RawImage(pixels, width, height, 3);
}

describe('a soft-edge model', () => {
  it('is shown blue, green and red less their means', async () => {
    const { model, shown } = keeping({ width: 8, height: 4 });
    const found = await softEdgesOf(model, evenPicture(20, 30));
    expect(shown[0]?.dims).toEqual([1, 3, 4, 8]);
    const planes = [0, 1, 2].map((plane) => shown[0]?.data[plane * 32]);
    expect(planes).toEqual([12 - 103.5, 11 - 116.2, 10 - 123.6].map(Math.fround));
    expect(found.values).toEqual(new Float32Array(32).fill(0.5));
  });

  it.each([
    [300, 200, 304, 208],
    [5, 5, 16, 16],
    [4000, 2000, 1024, 512],
  ])('that takes any size is shown %i x %i as %i x %i', async (width, height, wide, tall) => {
    const { model, shown } = keeping(undefined);
    await softEdgesOf(model, evenPicture(width, height));
    expect(shown[0]?.dims).toEqual([1, 3, tall, wide]);
  });

  it('that answers in another size is refused', async () => {
    const { model } = keeping({ width: 8, height: 4 });
    const run = async () => new Tensor('float32', new Float32Array(8), [1, 1, 2, 4]);
    await expect(softEdgesOf({ ...model, run }, evenPicture(8, 4))).rejects.toThrow(
      '1 × 1 × 2 × 4',
    );
  });
});
