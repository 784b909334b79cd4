import { describe, expect, it } from 'vitest';
import { coveredShare, withRegions } from '../../../../electron/experts/onnx/overlay.ts';
import { writeTags } from '../../../../electron/experts/onnx/region-tags.ts';
import type { Region } from '../../../../electron/experts/regions.ts';
import { RawImage } from '../../../../electron/runner/inference.ts';
import { drawnMask } from './masks-of.ts';

const GREY = 90;
const grey = () => new RawImage(new Uint8ClampedArray(200 * 160 * 3).fill(GREY), 200, 160, 3);

async function region(label: string, shape: string): Promise<Region> {
  const { data } = await drawnMask(200, 160, shape);
  const mask = { width: 200, height: 160, channels: 1, pixels: data } as const;
  return { label, mask, share: coveredShare(mask) };
}

const pixelAt = ({ data, width }: RawImage, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

describe('regions laid over a picture', () => {
  it('colour the inside, outline the edge and leave the rest', async () => {
    const image = grey();
    const box = await region('box', '<rect x="40" y="30" width="100" height="90"/>');
    const drawn = withRegions(image, [box]);
    const inside = pixelAt(drawn, 60, 50);
    const edge = pixelAt(drawn, 40, 70);
    expect(pixelAt(drawn, 20, 20)).toEqual([GREY, GREY, GREY]);
    expect(edge).toEqual([255, 0, 0]);
    expect(inside[0]).toBeGreaterThan(GREY);
    expect(inside[1]).toBeLessThan(GREY);
    expect(inside[1]).toBeGreaterThan(0);
    expect(pixelAt(image, 60, 50)).toEqual([GREY, GREY, GREY]);
  });

  it('have the share of the picture that they cover', async () => {
    const { share } = await region('half', '<rect width="100" height="160"/>');
    expect(share).toBe(0.5);
  });

  it('carry their name inside, where they are widest', async () => {
    const shape = '<rect x="10" y="10" width="8" height="140"/><circle cx="130" cy="80" r="50"/>';
    const spoon = await region('cup', shape);
    const image = grey();
    expect(writeTags(image, [spoon])).toEqual([]);
    const changed = (x0: number, x1: number) => {
      let count = 0;
      for (let y = 0; y < 160; y += 1) {
        for (let x = x0; x < x1; x += 1) {
          count += Number(pixelAt(image, x, y)[0] !== GREY || pixelAt(image, x, y)[1] !== GREY);
        }
      }
      return count;
    };
    expect(changed(0, 80)).toBe(0);
    expect(changed(80, 180)).toBeGreaterThan(100);
  });

  it('carry a number where their name has letters that can not be drawn', async () => {
    const sky = await region('天空', '<rect width="200" height="80"/>');
    expect(writeTags(grey(), [sky])).toEqual(['天空']);
  });
});
