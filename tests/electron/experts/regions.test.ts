import { describe, expect, it } from 'vitest';
import { maskFile, type Region, regionWords } from '../../../electron/experts/regions.ts';

const region: Region = {
  label: 'a/b: "c" ',
  mask: { width: 1, height: 1, channels: 1, pixels: new Uint8Array([255]) },
  share: 0.5,
};

describe('regions of a picture', () => {
  it('have file names that any system takes', async () => {
    expect((await maskFile(region, 0)).file.name).toBe('mask-1-a-b-c.png');
    expect((await maskFile({ ...region, label: '?!' }, 1)).file.name).toBe('mask-2.png');
  });

  it('are told with the share of the picture that each covers', () => {
    const spot = { ...region, label: 'spot', share: 0.004 };
    expect(regionWords([{ ...region, label: 'sky' }, spot])).toBe(
      'sky 50\u00a0%, spot under 1\u00a0%',
    );
    expect(regionWords([])).toBe('No region was found.');
  });
});
