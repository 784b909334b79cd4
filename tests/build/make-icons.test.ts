import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeIcons } from '../../build/make-icons.ts';

const made = await makeIcons();

describe('the icons', () => {
  it('are what the script makes', () => {
    for (const [name, bytes] of made) {
      const kept = readFileSync(new URL(`../../build/${name}`, import.meta.url));
      expect(kept.equals(bytes), name).toBe(true);
    }
  });

  it('have a picture of every size that Linux asks for', async () => {
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const picture = sharp(made.get(`icons/${size}x${size}.png`));
      expect(await picture.metadata()).toMatchObject({ width: size, height: size, channels: 4 });
      const { data } = await picture.raw().toBuffer({ resolveWithObject: true });
      const middle = 4 * (size * Math.floor(size / 2) + Math.floor(size / 5));
      expect(data[3], 'a round corner').toBeLessThan(128);
      expect(data[middle + 3], 'the ground').toBe(255);
    }
  });

  it("have Windows' pictures where its file says, up to 256 pixels", async () => {
    const file = Buffer.from(made.get('icon.ico') ?? []);
    expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 7]);
    for (let entry = 6; entry < 6 + 16 * 7; entry += 16) {
      const [length, offset] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)];
      const { width } = await sharp(file.subarray(offset, offset + length)).metadata();
      expect(width % 256).toBe(file.readUInt8(entry));
    }
  });

  it("have macOS' pictures by their names, with the margin of its Dock", async () => {
    const file = Buffer.from(made.get('icon.icns') ?? []);
    expect(file.readUInt32BE(4)).toBe(file.length);
    const sizes: Record<string, number> = {};
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const picture = sharp(file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
      sizes[file.toString('latin1', at, at + 4)] = (await picture.metadata()).width;
      const { info } = await picture.trim({ threshold: 1 }).toBuffer({ resolveWithObject: true });
      expect(info.width / (await picture.metadata()).width).toBeCloseTo(824 / 1024, 1);
    }
    expect(sizes).toEqual({
      ...{ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 },
    });
  });
});
