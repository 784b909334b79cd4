// Turns the columns of a table into numbers to learn from: amounts and dates as they are with gaps
// filled, categories as one column of 0 and 1 for each. What learns from them belongs to forest.ts.

/** A row as numbers, as long for every row. */
export type FeatureRow = readonly number[];

export interface FeatureColumn {
  readonly name: string;
  /** One for each row; blank cells are undefined. */
  readonly values: readonly (string | undefined)[];
}

/** What cells are taken for blank, whatever their case. */
const BLANK = /^(?:|\?|n\/?a|nan|null|nil|-{1,2})$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/;
/** What a column of row numbers is called; the first one often has no name. */
const ROW_NUMBER_NAME = /^(?:(?:\w+[ _-])?id|index|idx|row|nr|no\.?|number|#|key|column 1)$/i;
/** Categories of one column that are told apart; the rarer ones count as one. */
const MOST_CATEGORIES = 24;
/** A column of words counts as free text where more than this share of its values is unlike all others. */
const FREE_TEXT_SHARE = 0.6;

/** The cell's content, undefined where it says nothing. */
export function cellContent(value: string): string | undefined {
  const trimmed = value.trim();
  return BLANK.test(trimmed) ? undefined : trimmed;
}

/** A written number: "1,234.5", "1.234,5", "3,5", "12 %", "$5"; undefined for anything else. */
function parseNumber(written: string): number | undefined {
  const bare = written
    .replace(/^[-+]?[$€£¥]\s*|\s*(?:%|€)$/gu, '')
    .replace(/(?<=\d)[\s\u00a0](?=\d{3})/gu, '');
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(bare)) {
    return Number(bare);
  }
  if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) {
    return Number(bare.replaceAll(',', ''));
  }
  if (/^[-+]?\d+(?:\.\d{3})*,\d+$/.test(bare)) {
    return Number(bare.replaceAll('.', '').replace(',', '.'));
  }
  return undefined;
}

export function isNumericColumn({ values }: FeatureColumn): boolean {
  const filled = values.filter((value) => value !== undefined);
  return filled.length > 0 && filled.every((value) => parseNumber(value) !== undefined);
}

export interface Features {
  readonly rows: readonly FeatureRow[];
  /** Columns that tell nothing about a row beyond which it is. */
  readonly leftOut: readonly string[];
}

/** Features of every row, from the columns without the label's. */
export function encodeFeatures(columns: readonly FeatureColumn[], rowCount: number): Features {
  const encoded = columns.map((column) => ({ name: column.name, parts: encodeColumn(column) }));
  const parts = encoded.flatMap((column) => column.parts);
  return {
    rows: Array.from({ length: rowCount }, (_, row) => parts.map((part) => part[row] ?? 0)),
    leftOut: encoded.filter((column) => column.parts.length === 0).map(({ name }) => name),
  };
}

function encodeColumn(column: FeatureColumn): readonly (readonly number[])[] {
  const filled = column.values.filter((value) => value !== undefined);
  if (new Set(filled).size < 2 && filled.length === column.values.length) {
    return []; // the same in every row
  }
  if (filled.length > 0 && filled.every((value) => DATE.test(value))) {
    return encodeNumbers(
      column.values.map((value) => (value === undefined ? value : toDay(value))),
    );
  }
  if (isNumericColumn(column)) {
    const numbers = column.values.map((value) =>
      value === undefined ? value : parseNumber(value),
    );
    return ROW_NUMBER_NAME.test(column.name) && isRowNumber(numbers) ? [] : encodeNumbers(numbers);
  }
  return encodeCategories(column.values);
}

/** Days since 1970, read as UTC. */
function toDay(date: string): number {
  const written = date.length > 10 ? `${date.replace(' ', 'T')}Z` : date;
  const milliseconds = Date.parse(written);
  return Number.isNaN(milliseconds) ? 0 : milliseconds / 86_400_000;
}

/** Whole numbers that go up by one from row to row. */
function isRowNumber(numbers: readonly (number | undefined)[]): boolean {
  return (
    numbers.length > 2 &&
    numbers.every((number, i) => i === 0 || (number ?? Number.NaN) - (numbers[i - 1] ?? 0) === 1)
  );
}

/** Gaps take the median, and a second column says where they were. */
function encodeNumbers(numbers: readonly (number | undefined)[]): readonly (readonly number[])[] {
  const known = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)] ?? 0;
  const filled = numbers.map((number) => number ?? median);
  return known.length === numbers.length
    ? [filled]
    : [filled, numbers.map((number) => (number === undefined ? 1 : 0))];
}

function encodeCategories(values: readonly (string | undefined)[]): readonly (readonly number[])[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value ?? '', (counts.get(value ?? '') ?? 0) + 1);
  }
  const alone = [...counts.values()].filter((count) => count === 1).length;
  if (counts.size > 4 && alone / values.length > FREE_TEXT_SHARE) {
    return [];
  }
  const kept = [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, MOST_CATEGORIES)
    .map(([value]) => value);
  return kept.map((category) => values.map((value) => ((value ?? '') === category ? 1 : 0)));
}
