import { describe, expect, it } from 'vitest';
import { drawObjects, type Marked } from '../../../../electron/experts/onnx/drawing.ts';
import { RawImage } from '../../../../electron/runner/inference.ts';

function blank(width: number, height: number, level = 255): RawImage {
  return new RawImage(new Uint8ClampedArray(width * height * 3).fill(level), width, height, 3);
}

function pixel({ data, width }: RawImage, x: number, y: number): readonly number[] {
  const at = (y * width + x) * 3;
  return [...data.subarray(at, at + 3)];
}

/** Rows in which a pixel differs from the ground, from first to last. */
function markedRows(image: RawImage, ground = 255): readonly [number, number] {
  const rows = Array.from({ length: image.height }, (_, y) => y).filter((y) =>
    image.data.subarray(y * image.width * 3, (y + 1) * image.width * 3).some((v) => v !== ground),
  );
  return [rows[0] ?? -1, rows.at(-1) ?? -1];
}

function marked(
  label: string,
  [x, y, width, height]: readonly [number, number, number, number],
): Marked {
  return { label, score: 0.98, box: { x, y, width, height } };
}

describe('drawing boxes', () => {
  it('leaves the source as it is', () => {
    const source = blank(320, 240);
    const { image } = drawObjects(source, [marked('circle', [100, 100, 80, 60])]);
    expect(source.data.every((value) => value === 255)).toBe(true);
    expect([image.width, image.height, image.channels]).toEqual([320, 240, 3]);
  });

  it('gives the source itself where nothing was found', () => {
    const source = blank(20, 20);
    expect(drawObjects(source, []).image).toBe(source);
  });

  it('draws a line on each side of the box and nothing in its middle', () => {
    const { image } = drawObjects(blank(320, 240), [marked('circle', [100, 100, 80, 60])]);
    const sides = [
      pixel(image, 100, 140),
      pixel(image, 179, 140),
      pixel(image, 140, 100),
      pixel(image, 140, 159),
    ];
    expect(new Set(sides.map(String)).size).toBe(1);
    expect(sides[0]).not.toEqual([255, 255, 255]);
    expect(pixel(image, 140, 130)).toEqual([255, 255, 255]);
  });

  it('uses one colour for a label, and another for the next', () => {
    const objects = [
      marked('a', [10, 60, 60, 60]),
      marked('b', [110, 60, 60, 60]),
      marked('a', [210, 60, 60, 60]),
    ];
    const { image } = drawObjects(blank(320, 240), objects);
    const [first, second, third] = [10, 110, 210].map((x) => pixel(image, x, 90));
    expect(third).toEqual(first);
    expect(second).not.toEqual(first);
  });
});

describe('drawing names', () => {
  it.each([
    [320, 240],
    [4000, 3000],
  ])(
    'are at least 9 pixels and a sixtieth of the shorter side high at %i × %i',
    (width, height) => {
      const box = [width * 0.4, height * 0.5, width * 0.2, height * 0.2] as const;
      const { image } = drawObjects(blank(width, height), [marked('circle', box)]);
      const [top] = markedRows(image);
      const tag = height * 0.5 - top; // letters with their room, above the box
      expect(tag).toBeGreaterThan(Math.max(9, height / 60));
      expect(tag).toBeLessThan(height * 0.1);
    },
  );

  it.each([
    ['the top left', [0, 0, 60, 40]],
    ['the top right', [270, 0, 50, 40]],
    ['the bottom right', [290, 200, 30, 40]],
    ['all of the picture', [0, 0, 320, 240]],
  ] as const)('are whole where the box is at %s', (_, box) => {
    const object = marked('triangle', box);
    const { image } = drawObjects(blank(320, 240, 128), [object]);
    const middle = drawObjects(blank(320, 240, 128), [marked('triangle', [100, 100, 60, 40])]);
    // The same letters at whole pixels: their ink is the same.
    expect(inkOf(image)).toBe(inkOf(middle.image));
    expect(inkOf(image)).toBeGreaterThan(50);
  });

  it('do not cover each other where there is room', () => {
    const same = [100, 100, 80, 60] as const;
    const circle = marked('circle', same);
    const one = drawObjects(blank(320, 240, 128), [circle]).image;
    const three = drawObjects(blank(320, 240, 128), [circle, circle, circle]).image;
    expect(inkOf(three)).toBe(3 * inkOf(one));
  });

  it('are left out where the picture is too small for any', () => {
    const { image } = drawObjects(blank(1, 1), [marked('circle', [0, 0, 1, 1])]);
    expect([image.width, image.height]).toEqual([1, 1]);
  });

  it('are numbers where letters are missing, which is told', () => {
    const drawing = drawObjects(blank(320, 240), [
      marked('café', [10, 60, 60, 60]),
      marked('猫', [110, 60, 60, 60]),
    ]);
    expect(drawing.numbered).toEqual(['猫']);
  });
});

/** Pixels of the letters: on a grey ground only they are white. */
function inkOf(image: RawImage): number {
  let ink = 0;
  for (let at = 0; at < image.data.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = image.data.subarray(at, at + 3);
    ink += Number(red === green && green === blue && red === 255);
  }
  return ink;
}
