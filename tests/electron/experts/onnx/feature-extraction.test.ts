import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { featureExtraction } from '../../../../electron/experts/onnx/feature-extraction.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { firedSignal, signalAtProgress, textSlots } from './text-slots.ts';

const model = 'feature-extraction';

async function rowsOf(text: string): Promise<readonly (readonly string[])[]> {
  const { table } = await performOnnx(featureExtraction, { model, inputs: textSlots({ text }) });
  expect(table?.name).toBe('vectors.csv');
  return parse(Buffer.from(table?.bytes ?? []));
}

const numbers = (row: readonly string[] = []) => row.slice(1).map(Number);

describe('feature-extraction', () => {
  it('gives each line a vector of length 1, under a header', async () => {
    const [header = [], ...rows] = await rowsOf('The kid buys a "big" car.\n\nA man, asleep\n');
    expect(header.slice(0, 3)).toEqual(['text', 'v1', 'v2']);
    expect(header).toHaveLength(49);
    expect(rows.map(([text]) => text)).toEqual(['The kid buys a "big" car.', 'A man, asleep']);
    for (const row of rows) {
      expect(Math.hypot(...numbers(row))).toBeCloseTo(1, 4);
    }
  });

  it('gives a line the same vector alone as among others of all lengths', async () => {
    const lines = Array.from({ length: 11 }, (_, i) => `The kid ${'buys a car '.repeat(i + 1)}.`);
    const [, ...together] = await rowsOf(lines.join('\n'));
    for (const i of [0, 4, 10]) {
      const [, alone] = await rowsOf(lines[i] ?? '');
      numbers(alone).forEach((value, j) => {
        expect(value).toBeCloseTo(numbers(together[i])[j] ?? Number.NaN, 4);
      });
    }
  });

  it('reads a long line to its end', async () => {
    const start = 'the woman sells a small sofa . '.repeat(40);
    const [, one, other] = await rowsOf(
      `${start}\n${start}${'the man fixes a bike . '.repeat(30)}`,
    );
    const cosine = numbers(one).reduce(
      (sum, value, i) => sum + value * (numbers(other)[i] ?? 0),
      0,
    );
    expect(cosine).toBeLessThan(0.98);
  });

  it('refuses a blank text', async () => {
    await expect(rowsOf('\n ')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stops before the model runs, and between two batches', async () => {
    const inputs = textSlots({ text: 'the man\n'.repeat(30) });
    for (const stop of [{ signal: firedSignal() }, signalAtProgress()]) {
      await expect(
        performOnnx(featureExtraction, { model, inputs, ...stop }),
      ).rejects.toMatchObject({
        name: 'AbortError',
      });
    }
  });
});
