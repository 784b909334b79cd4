import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createNoiseFloorMeter } from '../../electron/experts/builtin/noise-floor.ts';
import { readPlainWav, rms } from '../electron/experts/builtin/wav-bytes.ts';

const FOLDER = fileURLToPath(new URL('../../assets/samples/', import.meta.url));

function read(name: string): Promise<Buffer> {
  return readFile(join(FOLDER, name));
}

describe('the samples', () => {
  it('are six files of less than 3 MB together', async () => {
    const names = await readdir(FOLDER);
    const sizes = await Promise.all(names.map(async (name) => (await read(name)).length));
    expect(names.sort()).toEqual([
      'flowers.csv',
      'invoice.png',
      'notice.png',
      'paragraph.txt',
      'recording.wav',
      'scene.png',
    ]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });

  it.each([
    ['invoice.png', 1000, 1300],
    ['notice.png', 1000, 860],
    ['scene.png', 1024, 768],
  ])('%s is a picture of %i by %i pixels with something on it', async (name, width, height) => {
    const picture = sharp(await read(name));
    expect(await picture.metadata()).toMatchObject({ format: 'png', width, height, channels: 3 });
    const { channels } = await picture.stats();
    expect(channels[0]?.stdev).toBeGreaterThan(20);
  });

  it('paragraph.txt is one paragraph of eight to ten sentences', async () => {
    const text = await readFile(join(FOLDER, 'paragraph.txt'), 'utf8');
    const sentences = text.trim().split(/(?<=\.) (?=[A-Z])/);
    expect(text.trim()).not.toContain('\n');
    expect(sentences.length).toBeGreaterThanOrEqual(8);
    expect(sentences.length).toBeLessThanOrEqual(10);
  });

  it('recording.wav is some seconds of speech in steady noise', async () => {
    const file = await read('recording.wav');
    const { rate, channels } = readPlainWav(file);
    const [samples = new Float32Array(0)] = channels;
    const meter = createNoiseFloorMeter();
    meter.listen().push(samples);
    expect(file.length).toBeLessThan(1_000_000);
    expect(rate).toBe(48_000);
    expect(channels).toHaveLength(1);
    expect(samples.length / rate).toBeGreaterThan(6);
    expect(samples.length / rate).toBeLessThan(10);
    expect(20 * Math.log10(rms(samples))).toBeGreaterThan(meter.decibels() + 10);
    expect(meter.decibels()).toBeGreaterThan(-50);
    expect(samples.every((value) => Math.abs(value) < 0.99)).toBe(true);
  });

  it('flowers.csv is a table of eighty plants, ten of them without a species', async () => {
    const rows: readonly Readonly<Record<string, string>>[] = parse(await read('flowers.csv'), {
      columns: true,
    });
    expect(rows).toHaveLength(80);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'stem_cm',
      'petal_mm',
      'leaf_mm',
      'petals',
      'colour',
      'place',
      'species',
    ]);
    expect(rows.filter(({ species }) => species === '')).toHaveLength(10);
    expect(rows.every((row) => Number(row.stem_cm) > 0 && Number(row.leaf_mm) > 0)).toBe(true);
  });

  it('flowers.csv can be learnt: the nearest plant mostly names the species', async () => {
    const rows: readonly Readonly<Record<string, string>>[] = parse(await read('flowers.csv'), {
      columns: true,
    });
    const known = rows.filter(({ species }) => species !== '');
    const right = known.filter((row) => {
      const others = known.filter((other) => other !== row);
      const nearest = others.reduce((best, other) =>
        distance(row, other) < distance(row, best) ? other : best,
      );
      return nearest.species === row.species;
    });
    expect(right.length / known.length).toBeGreaterThan(0.85);
    expect(new Set(known.map(({ species }) => species)).size).toBe(4);
  });
});

/** In rough standard deviations of each measurement. */
function distance(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): number {
  const scales = { stem_cm: 13, petal_mm: 4, leaf_mm: 100, petals: 7 };
  return Object.entries(scales).reduce(
    (sum, [column, scale]) => sum + ((Number(a[column]) - Number(b[column])) / scale) ** 2,
    0,
  );
}
