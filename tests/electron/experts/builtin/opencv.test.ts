import { describe, expect, it } from 'vitest';
import { withOpenCv } from '../../../../electron/experts/builtin/opencv.ts';

describe('the door to OpenCV', () => {
  it('does a piece of work and gives its result', async () => {
    expect(await withOpenCv((cv, own) => own(cv.Mat.ones(3, 4, cv.CV_8UC1)).rows)).toBe(3);
  });

  it('frees what was owned, also where the work fails', async () => {
    const mat = await withOpenCv((cv, own) => own(new cv.Mat(3, 4, cv.CV_8UC1)));
    expect(mat.isDeleted()).toBe(true);
    const kept: { isDeleted: () => boolean }[] = [];
    const failing = withOpenCv((cv, own) => {
      kept.push(own(new cv.Mat(3, 4, cv.CV_8UC1)));
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(kept[0]?.isDeleted()).toBe(true);
  });

  it('makes an error of what OpenCV throws', async () => {
    const refused = withOpenCv((cv, own) => {
      const grey = own(new cv.Mat(3, 4, cv.CV_8UC1));
      cv.cvtColor(grey, grey, cv.COLOR_RGB2GRAY);
    });
    await expect(refused).rejects.toBeInstanceOf(Error);
  });

  it('adds no listeners for the errors of the whole process', async () => {
    const events = ['uncaughtException', 'unhandledRejection'] as const;
    await withOpenCv(() => undefined);
    const names = events.flatMap((event) =>
      process.rawListeners(event).map((listener) => String(listener)),
    );
    expect(names.filter((source) => source.includes('abort'))).toEqual([]);
  });
});
