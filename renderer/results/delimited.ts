// Reads the text of a CSV or TSV file into rows for the screen: as many as are asked for, the names of
// the columns, and how rows are sorted. What a task works on is read by the engine.

export interface Table {
  readonly columns: readonly string[];
  /** Data rows, each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
}

export interface ReadingOptions {
  /** The text is all of the file; otherwise its last line is left out, since it may be cut. */
  readonly isWhole: boolean;
  /** A column that the table is known to have, which tells whether the first line is a header. */
  readonly knownColumn?: string | undefined;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Characters and rows by which the delimiter and the header are told. */
const SAMPLE = { length: 64 * 1024, rows: 50 };

export function readTable(text: string, { isWhole, knownColumn }: ReadingOptions): Table {
  const lines = splitRows(isWhole ? text : withoutLastLine(text), findDelimiter(text));
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const hasHeader = isHeader(lines, knownColumn);
  const header = hasHeader ? (lines[0] ?? []) : [];
  return {
    columns: Array.from({ length: width }, (_, i) => header[i]?.trim() ?? ''),
    rows: lines
      .slice(hasHeader ? 1 : 0)
      .map((line) => Array.from({ length: width }, (_, i) => line[i] ?? '')),
  };
}

/** Lines of cells without the empty ones; a quoted cell may hold delimiters, line ends and "" for a quote. */
export function splitRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) {
        continue;
      }
      row.push('');
    } else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
    }
    if (row.length > 1 || row[0] !== '' || cell.isQuoted) {
      rows.push(row);
    }
    row = [];
  }
  return rows;
}

interface ReadCell {
  readonly value: string;
  /** Where the delimiter or the line end after it stands. */
  readonly end: number;
  readonly isQuoted: boolean;
}

function readCell(text: string, start: number, delimiter: string): ReadCell {
  let value = '';
  let at = start;
  const isQuoted = text[start] === '"';
  if (isQuoted) {
    const close = closingQuote(text, start + 1);
    value = text.slice(start + 1, close).replaceAll('""', '"');
    at = close + 1;
  }
  // What follows a closing quote belongs to the cell, however wrong it is there.
  let end = at;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
    end += 1;
  }
  return { value: value + text.slice(at, end), end, isQuoted };
}

function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') {
      return at;
    }
  }
  return text.length;
}

function withoutLastLine(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end < 0 ? text : text.slice(0, end);
}

/** The delimiter that gives most lines the same number of cells, the more cells the better. */
function findDelimiter(text: string): string {
  const sample = withoutLastLine(text.slice(0, SAMPLE.length));
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = splitRows(sample, delimiter)
      .slice(0, SAMPLE.rows)
      .map((row) => row.length);
    const byWidth = [...Map.groupBy(widths, (width) => width)].filter(([width]) => width > 1);
    for (const [width, lines] of byWidth) {
      const score = (lines.length / widths.length) * 100 + width;
      best = score > best.score ? { delimiter, score } : best;
    }
  }
  return best.delimiter;
}

/** The first line names columns unless it holds a number where the lines below do as well. */
function isHeader(lines: readonly (readonly string[])[], knownColumn: string | undefined): boolean {
  const [first = [], ...rest] = lines.slice(0, SAMPLE.rows);
  return (
    first.some((cell) => cell.trim() === knownColumn) ||
    !first.some((cell, i) => isNumber(cell) && rest.some((row) => isNumber(row[i] ?? '')))
  );
}

function isNumber(cell: string): boolean {
  return /^\s*[-+]?[\d.,]*\d\s*%?\s*$/.test(cell);
}

export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

/** The places of the rows in their new order; empty cells come last either way. */
export function sortedRows({ rows }: Table, sorting: Sorting | undefined): readonly number[] {
  const order = [...rows.keys()];
  if (sorting === undefined) {
    return order;
  }
  const cells = rows.map((row) => row[sorting.column]?.trim() ?? '');
  const filled = order.filter((row) => cells[row] !== '');
  const compare = comparison(cells);
  const sign = sorting.isDescending ? -1 : 1;
  filled.sort((a, b) => sign * compare(cells[a] ?? '', cells[b] ?? ''));
  return [...filled, ...order.filter((row) => cells[row] === '')];
}

/** Columns that hold numbers and nothing else. */
export function numericColumns({ columns, rows }: Table): ReadonlySet<number> {
  const indexes = columns.keys().filter((column) => {
    const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.every(isNumber);
  });
  return new Set(indexes);
}

/** As numbers where all of them are. */
function comparison(cells: readonly string[]): (a: string, b: string) => number {
  const numberOf = (cell: string) => Number(cell.replace(/[,%\s]/g, ''));
  if (cells.every((cell) => cell === '' || !Number.isNaN(numberOf(cell)))) {
    return (a, b) => numberOf(a) - numberOf(b);
  }
  return new Intl.Collator(undefined, { numeric: true }).compare;
}
