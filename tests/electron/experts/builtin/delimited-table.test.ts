import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTable, parseTable } from '../../../../electron/experts/builtin/delimited-table.ts';

function read(text: string) {
  return parseTable('table.csv', new TextEncoder().encode(text));
}

async function written(text: string): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(formatTable(await read(text)));
}

async function valuesOf(text: string): Promise<readonly (readonly string[])[]> {
  return (await read(text)).rows.map((row) => row.map(({ value }) => value));
}

describe('parseTable', () => {
  it.each([
    [',', 'name,size\nada,3\nbob,4\n'],
    [';', 'name;size\nada;3,5\nbob;4,25\n'],
    ['\t', 'name\tsize\nada, the first\t3\nbob\t4\n'],
    ['|', 'name|size\nada|3\nbob|4\n'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    const { columns, form } = await read(text);
    expect(columns).toEqual(['name', 'size']);
    expect(form.delimiter).toBe(delimiter);
  });

  it('reads quoted cells with delimiters, quotes and line breaks', async () => {
    expect(await valuesOf('a,b\n"x, y","say ""hi"""\n"two\nlines",z\n')).toEqual([
      ['x, y', 'say "hi"'],
      ['two\nlines', 'z'],
    ]);
  });

  it('names the columns of a table that starts with data', async () => {
    const { columns, header, rows } = await read('5.1,cat\n4.9,dog\n');
    expect(columns).toEqual(['column 1', 'column 2']);
    expect(header).toBeUndefined();
    expect(rows).toHaveLength(2);
  });

  it('takes years in a header for names, where the rows below hold words', async () => {
    expect((await read('2020,2021\nlow,high\n')).columns).toEqual(['2020', '2021']);
  });

  it('keeps columns of the same name and without a name apart', async () => {
    expect((await read('a,a,\nx,y,z\n')).columns).toEqual(['a', 'a (column 2)', 'column 3']);
  });

  it('fills up rows that are too short', async () => {
    expect(await valuesOf('a,b,c\n1,2,3\n4\n')).toEqual([
      ['1', '2', '3'],
      ['4', '', ''],
    ]);
  });

  it('reads UTF-16 and Windows-1252', async () => {
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from([...'a,b\né,z'].map((c) => c.charCodeAt(0))).buffer),
    ]);
    expect((await parseTable('t.csv', utf16)).rows[0]?.[0]?.value).toBe('é');
    const latin = Uint8Array.from([...'a,b\n', '\u00e9', ...',z'].map((c) => c.charCodeAt(0)));
    expect((await parseTable('t.csv', latin)).rows[0]?.[0]?.value).toBe('é');
  });

  it('refuses a file without rows', async () => {
    await expect(read('\n\n')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('formatTable', () => {
  it.each([
    'a,b\n1,"x, y"\n"2",z\n',
    '\uFEFFa;b\r\n1;"é"\r\n2;z',
    'a\tb\n"1"\t\n""\t"say ""hi"""\n',
    '1,cat\n2,dog\n',
  ])('writes %j as it was', async (text) => {
    expect(await written(text)).toBe(text);
  });

  it('gives back the cells of any table', async () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`));
        const text = ['"first","second"', ...quoted.map((row) => row.join(','))].join('\n');
        expect(await written(text)).toBe(text);
        expect(await valuesOf(text)).toEqual(rows);
      }),
    );
  });
});
