// Reads a CSV or TSV file into cells and writes it back as it was: delimiter, quotes, line ends, byte
// order mark and blank lines at the end. What the columns mean belongs to the experts that use it.

import { AppError, detail } from '../../../shared/errors.ts';

interface Cell {
  readonly value: string;
  readonly isQuoted: boolean;
}

export interface DelimitedTable {
  /** Names of the columns, unique; "column 2" where the file has none. */
  readonly columns: readonly string[];
  /** The header line as it was, undefined where the file starts with data. */
  readonly header: readonly Cell[] | undefined;
  /** Data rows, each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
  readonly form: TableForm;
}

interface TableForm {
  readonly delimiter: string;
  readonly newline: string;
  readonly mark: string;
  readonly endsWithNewline: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const BYTE_ORDER_MARK = '\uFEFF';
/** Characters that are read to tell the delimiter. */
const SAMPLE_LENGTH = 64 * 1024;
const SAMPLE_ROWS = 50;

type CsvParse = typeof import('csv-parse/sync').parse;

/** @throws AppError FILE_UNREADABLE where the text is no table */
export async function parseTable(name: string, bytes: Uint8Array): Promise<DelimitedTable> {
  const { parse } = await import('csv-parse/sync');
  const { text, mark } = decodeText(bytes);
  const delimiter = detectDelimiter(parse, text);
  const lines = readCells(parse, { name, text, delimiter });
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const hasHeader = isHeader(lines[0] ?? [], lines.slice(1, SAMPLE_ROWS));
  const header = hasHeader ? lines[0] : undefined;
  return {
    columns: columnNames(header ?? [], width),
    header,
    rows: (hasHeader ? lines.slice(1) : lines).map((line) => padRow(line, width)),
    form: {
      delimiter,
      newline: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
      mark,
      endsWithNewline: /[\r\n]$/.test(text),
    },
  };
}

/** The table as a file's bytes, in UTF-8 or UTF-16 as the mark says. */
export function formatTable({ header, rows, form }: DelimitedTable): Uint8Array {
  const lines = [...(header === undefined ? [] : [header]), ...rows].map((row) =>
    row.map((cell) => formatCell(cell, form.delimiter)).join(form.delimiter),
  );
  const end = form.endsWithNewline ? form.newline : '';
  return new TextEncoder().encode(form.mark + lines.join(form.newline) + end);
}

/** UTF-16 files are read too, and become UTF-8; bytes that are no UTF-8 are taken as Windows-1252. */
function decodeText(bytes: Uint8Array): { readonly text: string; readonly mark: string } {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return text.startsWith(BYTE_ORDER_MARK)
    ? { text: text.slice(1), mark: BYTE_ORDER_MARK }
    : { text, mark: '' };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le';
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return 'utf-16be';
  }
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // the decoder throws for this reason alone
  }
}

/** The delimiter that gives most lines the same number of cells, the more cells the better. */
function detectDelimiter(parse: CsvParse, text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const scored = DELIMITERS.map((delimiter) => {
    const widths = parse(sample, { ...readingOptions(delimiter), to: SAMPLE_ROWS }).map(
      (line) => line.length,
    );
    const [width, count] = mostFrequent(widths);
    return { delimiter, score: width > 1 ? (count / widths.length) * 100 + width : 0 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function mostFrequent(numbers: readonly number[]): readonly [number, number] {
  const counts = new Map<number, number>();
  for (const number of numbers) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
}

function readingOptions(delimiter: string) {
  return {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  } as const;
}

function readCells(
  parse: CsvParse,
  {
    name,
    text,
    delimiter,
  }: { readonly name: string; readonly text: string; readonly delimiter: string },
): readonly (readonly Cell[])[] {
  try {
    // csv-parse's types know cells as strings alone; `cast` below makes each of them a Cell.
    const lines = parse(text, {
      ...readingOptions(delimiter),
      cast: (value, { quoting }): Cell => ({ value, isQuoted: quoting }),
    }) as unknown as readonly (readonly Cell[])[];
    if (lines.length === 0) {
      throw AppError.of('FILE_UNREADABLE', { name, why: detail('no-rows') });
    }
    return lines;
  } catch (thrown) {
    if (thrown instanceof AppError) {
      throw thrown;
    }
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw AppError.of('FILE_UNREADABLE', { name, why }, thrown);
  }
}

/** The first line names columns unless it holds a number where the rows below do as well. */
function isHeader(first: readonly Cell[], rows: readonly (readonly Cell[])[]): boolean {
  const isNumeric = (cell: Cell | undefined) =>
    /^\s*[-+]?[\d.,]*\d\s*%?\s*$/.test(cell?.value ?? '');
  return !first.some((cell, i) => isNumeric(cell) && rows.some((row) => isNumeric(row[i])));
}

function columnNames(header: readonly Cell[], width: number): readonly string[] {
  const names = new Set<string>();
  for (let i = 0; i < width; i += 1) {
    const written = header[i]?.value.trim() ?? '';
    const name = written === '' ? `column ${i + 1}` : written;
    names.add(names.has(name) ? `${name} (column ${i + 1})` : name);
  }
  return [...names];
}

function padRow(row: readonly Cell[], width: number): readonly Cell[] {
  const missing = Array.from({ length: width - row.length }, () => ({
    value: '',
    isQuoted: false,
  }));
  return [...row, ...missing];
}

function formatCell({ value, isQuoted }: Cell, delimiter: string): string {
  const needsQuotes =
    isQuoted || value.includes(delimiter) || /[\r\n]/.test(value) || value.startsWith('"');
  return needsQuotes ? `"${value.replaceAll('"', '""')}"` : value;
}
