import { describe, expect, it } from 'vitest';
import { ADE20K, adeColour } from '../../../electron/experts/ade20k.ts';
import type { ExpertInputs } from '../../../electron/experts/expert.ts';
import { segmentControl } from '../../../electron/experts/segment-control.ts';
import { codeOf, drawSvg, pictureDesk } from './builtin/picture-tasks.ts';

const desk = pictureDesk();
const [WIDTH, HEIGHT] = [60, 40];

/** White where the shapes are. */
const maskOf = (shapes: string, [width, height] = [WIDTH, HEIGHT]) =>
  drawSvg(width, height, `<rect width="100%" height="100%"/><g fill="white">${shapes}</g>`);
const UPPER = '<rect width="60" height="25"/>';
const LOWER = '<rect y="25" width="60" height="15"/>';
const TREE = '<rect x="20" y="10" width="10" height="20"/>';

async function inputsWith(
  masks: readonly (readonly [string, Parameters<typeof desk.store>[0]])[],
): Promise<ExpertInputs> {
  const image = await desk.store(maskOf(''));
  const stored = [];
  for (const [label, picture] of masks) {
    stored.push({ label, name: `${label}.png`, path: (await desk.store(picture)).path });
  }
  return image.kind === 'text' ? {} : { image: { ...image, masks: stored } };
}

describe("ADE20K's table", () => {
  it('has 150 classes, of which only roads and skyscrapers share a colour', () => {
    expect(ADE20K.size).toBe(150);
    expect([...ADE20K.values()].flat().every((level) => level >= 0 && level <= 255)).toBe(true);
    expect(new Set([...ADE20K.values()].map(String)).size).toBe(149);
    expect(ADE20K.get('road')).toEqual(ADE20K.get('skyscraper'));
  });

  it.each([
    ['wall', [120, 120, 120]],
    ['sky', [6, 230, 230]],
    ['bed ', [204, 5, 255]],
    ['Chest of drawers', [6, 51, 255]],
    ['door;double door', [8, 255, 51]],
    ['flag', [92, 0, 255]],
  ])('has %j', (label, colour) => {
    expect(adeColour(label)).toEqual(colour);
  });

  it('has no other labels', () => {
    expect([adeColour('circle'), adeColour(''), adeColour('sky-other-merged')]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});

const TASK = 'seg-text-to-image';

describe('the control of segments', () => {
  it('is the regions in their colours, later ones over earlier, black elsewhere', async () => {
    const inputs = await inputsWith([
      ['sky', maskOf(UPPER)],
      ['tree', maskOf(TREE)],
    ]);
    const control = await segmentControl(TASK, inputs);
    const at = (x: number, y: number) => {
      const from = (y * WIDTH + x) * 3;
      return [...(control?.picture.pixels.subarray(from, from + 3) ?? [])];
    };
    expect(control?.picture).toMatchObject({ width: WIDTH, height: HEIGHT, channels: 3 });
    expect([at(5, 5), at(25, 20), at(25, 28), at(5, 35)]).toEqual([
      ...[
        [6, 230, 230],
        [4, 200, 3],
        [4, 200, 3],
        [0, 0, 0],
      ],
    ]);
    expect(control?.notes).toEqual([]);
  });

  it('says which labels the set lacks', async () => {
    const inputs = await inputsWith([
      ['blob', maskOf(LOWER)],
      ['sky', maskOf(UPPER)],
    ]);
    const control = await segmentControl(TASK, inputs);
    expect(control?.notes).toEqual([{ code: 'segments-black', values: { labels: 'blob' } }]);
  });

  it('takes masks of another size than the first', async () => {
    const inputs = await inputsWith([
      ['sky', maskOf(UPPER)],
      ['sea', maskOf('<rect y="50" width="120" height="30"/>', [120, 80])],
    ]);
    const { picture } = (await segmentControl(TASK, inputs)) ?? {};
    expect([...(picture?.pixels.subarray(-3) ?? [])]).toEqual([9, 7, 230]);
  });

  it('is none without masks, and none in the classes of another set', async () => {
    expect(await segmentControl(TASK, { image: await desk.store(maskOf('')) })).toBeUndefined();
    expect(
      await segmentControl(TASK, await inputsWith([['circle', maskOf(UPPER)]])),
    ).toBeUndefined();
  });

  it('is none for another task, which keeps the picture as it is', async () => {
    const inputs = await inputsWith([['sky', maskOf(UPPER)]]);
    expect(await segmentControl('canny-text-to-image', inputs)).toBeUndefined();
  });

  it('refuses a damaged mask', async () => {
    const whole = await maskOf(UPPER).png().toBuffer();
    const inputs = await inputsWith([['sky', whole.subarray(0, whole.length / 2)]]);
    expect(await codeOf(segmentControl(TASK, inputs))).toBe('FILE_UNREADABLE');
  });
});
