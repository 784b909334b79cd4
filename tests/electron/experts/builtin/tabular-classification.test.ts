import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tabularClassification } from '../../../../electron/experts/builtin/tabular-classification.ts';
import type { ExpertInput, ExpertOutput } from '../../../../electron/experts/expert.ts';
import { quietContext, textSlots } from './text-tasks.ts';

const PETS =
  'species;length;colour\r\ncat;40,5;"black; white"\r\ncat;42,1;grey\r\ncat;39,0;black\r\n' +
  'dog;80,2;brown\r\ndog;75,0;black\r\ndog;90,1;grey\r\n;85,5;grey\r\n"";41,0;black\r\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ensemble-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

function fileInput(kind: 'table' | 'image', name: string): ExpertInput {
  const artefact = { id: '0'.repeat(64), kind, mime: 'text/csv', size: 1 };
  return { kind, name, artefact, path: join(folder, name) };
}

async function fill(csv: string, text?: string, name = 'rows.csv'): Promise<ExpertOutput> {
  await writeFile(join(folder, name), csv);
  const slots = textSlots(text === undefined ? {} : { text });
  return tabularClassification.perform(
    { table: fileInput('table', name), ...slots },
    quietContext(),
  );
}

function csvOf({ table }: ExpertOutput): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(table?.bytes);
}

/** The same numbers from 0 to 1 each time. */
function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Loans that are granted to whoever has two of: an income, a house, a sought-after profession. */
function loans(count: number, gap: (row: number) => boolean) {
  const next = seededNumbers(11);
  const truth: string[] = [];
  const rows = Array.from({ length: count }, (_, row) => {
    const income = Math.round(1000 + next() * 5000);
    const house = next() < 0.5 ? 'yes' : 'no';
    const profession = ['teacher', 'nurse', 'engineer', 'driver'][Math.floor(next() * 4)] ?? '';
    const points = [income > 3000, house === 'yes', profession === 'engineer'];
    const granted = points.filter(Boolean).length >= 2 ? 'granted' : 'refused';
    truth.push(granted);
    const written = next() < 0.05 ? '' : String(income);
    return `${row + 1},${written},${house},${gap(row) ? '' : granted},${profession}`;
  });
  return { truth, csv: ['id,income,house,loan,profession', ...rows].join('\n') };
}

describe('tabularClassification', () => {
  it('fills the gaps and keeps delimiter, quotes, decimal commas and line ends', async () => {
    const output = await fill(PETS);
    expect(csvOf(output)).toBe(
      PETS.replace('\r\n;85,5', '\r\ndog;85,5').replace('"";41,0', '"cat";41,0'),
    );
    expect(output.table?.name).toBe('rows-filled.csv');
    expect(output.prediction).toMatchObject({
      column: 'species',
      accuracy: 1,
      cells: [
        { row: 6, value: 'dog' },
        { row: 7, value: 'cat' },
      ],
    });
    expect(output.text).toContain('row 7: dog');
  });

  it('learns from numbers and categories together', async () => {
    const { csv, truth } = loans(400, (row) => row % 4 === 0);
    const { prediction } = await fill(csv, 'loan');
    const cells = prediction?.cells ?? [];
    const right = cells.filter(({ row, value }) => truth[row] === value).length;
    expect(cells).toHaveLength(100);
    expect(right).toBeGreaterThanOrEqual(90);
    expect(prediction?.accuracy).toBeGreaterThan(0.88);
    expect(Math.abs((prediction?.accuracy ?? 0) - right / 100)).toBeLessThan(0.08);
  });

  it('gives an accuracy no better than chance where there is nothing to learn', async () => {
    const next = seededNumbers(5);
    const rows = Array.from(
      { length: 200 },
      (_, row) => `${next().toFixed(4)},${row === 3 ? '' : next() < 0.5 ? 'a' : 'b'}`,
    );
    const { prediction } = await fill(['x,class', ...rows].join('\n'));
    expect(prediction?.accuracy).toBeLessThan(0.65);
  });

  it('gives the same result each time', async () => {
    const { csv } = loans(120, (row) => row % 5 === 0);
    const [first, second] = [await fill(csv, 'loan'), await fill(csv, 'loan')];
    expect(second.prediction).toEqual(first.prediction);
    expect(csvOf(second)).toBe(csvOf(first));
  });

  it('leaves every other cell as it was', async () => {
    const { csv, truth } = loans(60, (row) => row === 7);
    const before = csv.split('\n');
    const after = csvOf(await fill(csv, 'loan')).split('\n');
    expect(after.filter((line, i) => line !== before[i])).toHaveLength(1);
    expect(after[8]).toBe(before[8]?.replace(/(yes|no),,/, `$1,${truth[7]},`));
  });

  it('takes the last column with gaps, or the one that the request names', async () => {
    const rows = Array.from({ length: 20 }, (_, i) =>
      i % 2 === 0 ? `${i},small,red` : `${i + 100},large,blue`,
    );
    const csv = ['size number,size,tint', ...rows, '3,,', '120,,'].join('\n');
    expect((await fill(csv)).prediction?.column).toBe('tint');
    const named = await fill(csv, 'Please fill the SIZE column');
    expect(named.prediction?.cells.map(({ value }) => value)).toEqual(['small', 'large']);
    expect((await fill(csv, 'classify the rows')).prediction?.column).toBe('tint');
  });

  it('reads TSV, a byte order mark and a table without a header', async () => {
    const rows = ['1.1\tlow', '1.4\tlow', '1.2\tlow', '8.8\thigh', '8.1\thigh', '9\thigh', '8.5\t'];
    const output = await fill(`\uFEFF${rows.join('\n')}`, undefined, 'plain.tsv');
    expect(csvOf(output)).toBe(`\uFEFF${rows.join('\n')}high`);
    expect(output.table?.name).toBe('plain-filled.tsv');
    expect(output.prediction?.column).toBe('column 2');
  });

  it('takes grades and yes or no written as numbers for classes', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${i < 15 ? 0 : 1}`);
    const csv = ['hours,passed', ...rows.map((row, i) => (i === 20 ? '20,?' : row))].join('\n');
    expect((await fill(csv, 'passed')).prediction?.cells).toMatchObject([{ row: 20, value: '1' }]);
  });

  it.each([
    ['has no gaps', 'a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n', undefined],
    ['has no gaps in the column that is named', 'a,b\n1,x\n2,y\n3,x\n4,\n5,x\n6,y\n7,x\n', 'a'],
    ['has too few filled rows', 'a,b\n1,x\n2,y\n3,\n4,x\n', undefined],
    ['has one class only', 'a,b\n1,x\n2,x\n3,x\n4,x\n5,x\n6,\n', undefined],
    [
      'has amounts to predict',
      `a,price\n${Array.from({ length: 30 }, (_, i) => `${i % 7},${i === 3 ? '' : i * 1.5}`).join('\n')}`,
      undefined,
    ],
    [
      'has a different value in each row',
      `a,name\n${Array.from({ length: 12 }, (_, i) => `${i % 5},${i === 3 ? '' : `n${i}`}`).join('\n')}`,
      undefined,
    ],
    ['has no other column', 'b\nx\ny\nx\ny\nx\n?\n', undefined],
  ])('refuses a table that %s', async (_, csv, text) => {
    await expect(fill(csv, text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('refuses a picture of a table', async () => {
    await expect(
      tabularClassification.perform({ table: fileInput('image', 'table.png') }, quietContext()),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('takes 200,000 rows in bounded time and says that it learnt from a part', async () => {
    const next = seededNumbers(3);
    const rows = Array.from({ length: 200_000 }, (_, i) => {
      const value = next() * 10;
      const tint = next() < 0.5 ? 'red' : 'blue';
      return `${i},${value.toFixed(3)},${tint},${i % 4 === 0 ? '' : value > 5 === (tint === 'red')}`;
    });
    const started = performance.now();
    const output = await fill(['id,value,tint,same', ...rows].join('\n'));
    expect(performance.now() - started).toBeLessThan(50_000);
    expect(output.prediction?.cells).toHaveLength(50_000);
    expect(output.prediction?.accuracy).toBeGreaterThan(0.98);
    expect(output.notes).toContainEqual({
      code: 'rows-learnt',
      values: { learnt: 4000, known: 150_000 },
    });
  });
});
