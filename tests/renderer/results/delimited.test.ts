import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  numericColumns,
  readTable,
  sortedRows,
  splitRows,
} from '../../../renderer/results/delimited.ts';

const whole = { isWhole: true };

describe('splitRows', () => {
  it('reads the cells that csv-parse reads, whatever they hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'ü') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (written, newline) => {
        const text = written
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join(newline);
        const read = parse(text, { relax_column_count: true, skip_empty_lines: true });
        expect(splitRows(text, ',')).toEqual(read);
      }),
    );
  });

  it('keeps quotes within a cell, an empty last cell, and no empty lines', () => {
    expect(splitRows('5" disk,\n\n\r\na,b', ',')).toEqual([
      ['5" disk', ''],
      ['a', 'b'],
    ]);
  });

  it('ends with the text where a quote is never closed', () => {
    expect(splitRows('a,"b\nc', ',')).toEqual([['a', 'b\nc']]);
  });
});

describe('readTable', () => {
  it.each([
    [',', 'a,b\n1,2'],
    [';', 'a;b\n1,5;2,5'],
    ['tab', 'a\tb\n1\t2'],
    ['|', 'a|b\n1|2'],
  ])('finds the delimiter %s', (_, text) => {
    expect(readTable(text, whole).columns).toEqual(['a', 'b']);
  });

  it('takes a first line of numbers for data', () => {
    expect(readTable('1,2\n3,4', whole)).toEqual({
      columns: ['', ''],
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
  });

  it('takes a first line with a known column for the header, numbers or not', () => {
    const { columns } = readTable('2024,2025\n3,4', { isWhole: true, knownColumn: '2025' });
    expect(columns).toEqual(['2024', '2025']);
  });

  it('leaves out the last line of a part of a file, which may be cut', () => {
    const { rows } = readTable('a,b\n1,2\n3', { isWhole: false });
    expect(rows).toEqual([['1', '2']]);
  });

  it('gives every row as many cells as the longest', () => {
    const { columns, rows } = readTable('a,b\n1\n1,2,3', whole);
    expect(columns).toEqual(['a', 'b', '']);
    expect(rows[0]).toEqual(['1', '', '']);
  });

  it('reads an empty file as an empty table', () => {
    expect(readTable('', whole)).toEqual({ columns: [], rows: [] });
  });
});

describe('sortedRows', () => {
  const table = {
    columns: ['n', 'name'],
    rows: [
      ['10', 'b'],
      ['9', ''],
      ['', 'a'],
    ],
  };

  it('sorts numbers by size, with empty cells last either way', () => {
    expect(sortedRows(table, { column: 0, isDescending: false })).toEqual([1, 0, 2]);
    expect(sortedRows(table, { column: 0, isDescending: true })).toEqual([0, 1, 2]);
  });

  it('sorts words by the alphabet', () => {
    expect(sortedRows(table, { column: 1, isDescending: false })).toEqual([2, 0, 1]);
  });

  it('keeps the order of the file where nothing is sorted', () => {
    expect(sortedRows(table, undefined)).toEqual([0, 1, 2]);
  });
});

describe('numericColumns', () => {
  it('are those with numbers and gaps, and nothing else', () => {
    const { columns, rows } = readTable('n,half,name,empty\n1,2,a,\n,x,b,\n-3.5,4,c,', whole);
    expect([...numericColumns({ columns, rows })]).toEqual([0]);
  });
});
