import { describe, expect, it } from 'vitest';
import { normalControl } from '../../../../electron/experts/onnx/normal-control.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, pictureDesk } from '../builtin/picture-tasks.ts';
import { channelOf, levelsOf, meanOf } from './masks-of.ts';

const desk = pictureDesk();
/** A wall above, a floor below that comes nearer downwards. */
const ROOM =
  '<rect width="240" height="192" fill="#b8cfe0"/><rect y="58" width="240" height="134" fill="#7a6a55"/>';

const normals = async (picture: Parameters<typeof desk.store>[0], signal?: AbortSignal) => {
  const { image } = await performOnnx(normalControl, {
    model: 'depth-estimation',
    inputs: { image: await desk.store(picture) },
    ...(signal === undefined ? {} : { signal }),
  });
  return levelsOf(image?.bytes);
};

describe('normal-control', () => {
  it('has a floor face up and the wall behind it face the viewer', async () => {
    const levels = await normals(drawSvg(240, 192, ROOM));
    expect([levels.width, levels.height, levels.channels]).toEqual([240, 192, 3]);
    const rows = (channel: number, from: number, to: number) =>
      meanOf(channelOf(levels, channel).slice(from * 240, to * 240));
    // Over the floor nearness goes from 0 to 1 in 134 rows: z rises by 192 ÷ 134 a row.
    const steep = 192 / 134;
    const up = 127.5 * (steep / Math.hypot(steep, 1) + 1);
    expect(Math.abs(rows(1, 90, 170) - up)).toBeLessThan(8);
    expect(Math.abs(rows(0, 90, 170) - 128)).toBeLessThan(8);
    expect(rows(2, 10, 40)).toBeGreaterThan(245);
  });

  it('codes directions of length one', async () => {
    const { data } = await normals(drawSvg(240, 192, ROOM));
    for (let at = 0; at < data.length; at += 3) {
      const parts = [...data.subarray(at, at + 3)].map((level) => level / 127.5 - 1);
      expect(Math.abs(Math.hypot(...parts) - 1)).toBeLessThan(0.02);
    }
  });

  it('refuses a damaged file', async () => {
    const whole = await drawSvg(240, 192, ROOM).png().toBuffer();
    expect(await codeOf(normals(whole.subarray(0, whole.length / 2)))).toBe('FILE_UNREADABLE');
  });

  it('stops where it is cancelled', async () => {
    const reason = new Error('cancelled');
    await expect(normals(drawSvg(240, 192, ROOM), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
